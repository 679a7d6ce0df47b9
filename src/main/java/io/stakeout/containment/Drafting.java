package io.stakeout.containment;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.Actor;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PlanHash;
import io.stakeout.containment.plan.Planner;
import io.stakeout.containment.plan.Subject;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.LastCalls;
import io.stakeout.incident.lineage.LineageView;

/** Drafts from the lineage as it is now, in the caller's transaction; from our own records alone, nothing asks AWS. */
@ApplicationScoped
class Drafting {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final IdentityDesk desk;
    private final LastCalls calls;
    private final ContainmentConfig config;

    Drafting(IdentityDesk desk, LastCalls calls, ContainmentConfig config) {
        this.desk = desk;
        this.calls = calls;
        this.config = config;
    }

    /** Letters and digits that no other plan has. */
    static String key() {
        byte[] bytes = new byte[5];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes) + "x";
    }

    /**
     * @param reader who may see the incident
     * @param chosen why somebody ticked identities, by id
     * @param leave who left out which, and why
     */
    Draft draft(
            Actor reader,
            long incident,
            Level level,
            Draft.Options options,
            Map<Long, String> chosen,
            Map<Long, Draft.Leave> leave,
            String key) {
        LineageView lineage = desk.lineage(reader, incident);
        List<Subject> subjects = Subjects.of(lineage, calls.of(incident), calls.sessionsOfPeople(incident), chosen);
        return Planner.draft(level, options, subjects, leave, config.policyName(), key);
    }

    /** The same plan once more, from the lineage as it is now. */
    Draft again(Actor reader, PlanRow plan) {
        Draft before = plan.draft();
        return draft(
                reader, plan.incidentId, before.level(), before.options(), chosen(before), leave(before), plan.key);
    }

    static Map<Long, String> chosen(Draft draft) {
        return draft.subjects().stream()
                .filter(subject -> subject.chosen().isPresent())
                .collect(Collectors.toMap(
                        Subject::id, subject -> subject.chosen().orElseThrow()));
    }

    private static Map<Long, Draft.Leave> leave(Draft draft) {
        return draft.leftOut().stream()
                .collect(Collectors.toMap(one -> one.subject().id(), one -> new Draft.Leave(one.by(), one.reason())));
    }

    static String hash(Draft draft, String key) {
        return PlanHash.of(draft, key);
    }
}
