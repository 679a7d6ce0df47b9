package io.stakeout.containment.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;

/** A plan and what is known, in which nothing stands against it until a test says so. */
final class Situation {

    static final String ACCOUNT = "444455556666";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final PrincipalRef USER = user("deploy-legacy");
    static final PrincipalRef ROLE = role("deploy-production");
    static final String EVERYBODY = "{\"Sid\":\"a\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}";
    static final String ONE_SESSION = limited("StringEquals", "aws:userid", "\"AROAEXAMPLE:thief\"");

    Level level = Level.PRINCIPAL;
    Moment moment = Moment.EXECUTION;
    boolean undo;
    boolean acknowledged;
    long plan = 7;
    final List<Step> steps = new ArrayList<>();
    final Set<PrincipalRef> cut = new HashSet<>();
    final List<Subject> subjects = new ArrayList<>();

    Optional<String> self = Optional.of("arn:aws:sts::999988887777:assumed-role/stakeout/i-0abc");
    final Set<PrincipalRef> ourRoles = new HashSet<>();
    final Set<String> pipelineRoles = new HashSet<>();
    final List<Facts.OperatorPrincipals> operators = new ArrayList<>();
    Facts.Protection protection = new Facts.Protection(List.of(), List.of(), List.of());
    Facts.Limits limits = new Facts.Limits(10, 20, 10);
    final Map<PrincipalRef, Standing> standings = new HashMap<>();
    final Set<PrincipalRef> gone = new HashSet<>();
    final Map<String, Facts.Census> census = new HashMap<>(Map.of(ACCOUNT, new Facts.Census(24, 40)));
    final Map<String, Integer> reserved = new HashMap<>();
    final Map<String, Integer> inForce = new HashMap<>();
    final Map<PrincipalRef, Facts.Use> uses = new HashMap<>();
    final Map<PrincipalRef, Long> busy = new HashMap<>();
    final Map<PrincipalRef, Instant> cooling = new HashMap<>();
    final Map<String, Long> busyPeople = new HashMap<>();
    final Map<String, Instant> coolingPeople = new HashMap<>();
    Optional<Facts.Killed> killed = Optional.empty();

    static PrincipalRef user(String name) {
        return new PrincipalRef(PrincipalRef.Kind.USER, ACCOUNT, name);
    }

    static PrincipalRef role(String name) {
        return new PrincipalRef(PrincipalRef.Kind.ROLE, ACCOUNT, name);
    }

    /** @param values one value or a list, as JSON */
    static String limited(String operator, String key, String values) {
        return EVERYBODY.substring(0, EVERYBODY.length() - 1) + ",\"Condition\":{\"" + operator + "\":{\"" + key + "\":"
                + values + "}}}";
    }

    /** Cuts a principal by a statement in its inline policy, and knows how it is used. */
    Situation denying(PrincipalRef principal, String statement) {
        cut.add(principal);
        uses.putIfAbsent(principal, quiet());
        return step(new Slot.InlinePolicy(principal, "ServiceAccessBaseline"), new Change.AddStatement("a", statement));
    }

    Situation step(Slot slot, Change change, Long... identities) {
        steps.add(new Step(
                "step " + steps.size(), "iam:Put", slot, change, List.of(identities), false, "", "", "", "", "", true));
        return this;
    }

    Situation subject(long id, String kind, String relation, PrincipalRef principal) {
        subjects.add(new Subject(
                id,
                kind,
                kind + id,
                kind + id,
                Optional.of(ACCOUNT),
                relation,
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.ofNullable(principal),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0));
        return this;
    }

    /** Cuts somebody of Identity Center in accounts by service control policies, as it was seen in these sessions. */
    Situation denyingPerson(String userId, Set<String> seenAs, String... accounts) {
        subjects.add(new Subject(
                90,
                Subject.PERSON,
                userId,
                userId,
                Optional.empty(),
                Subject.SUSPECT,
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                seenAs));
        String statement = limited("StringEquals", "identitystore:userId", "\"" + userId + "\"");
        for (String account : accounts) {
            census.putIfAbsent(account, new Facts.Census(24, 40));
            step(new Slot.ControlPolicy(account, "Baseline"), new Change.AddStatement("p", statement), 90L);
        }
        return this;
    }

    static Facts.Use quiet() {
        return use(List.of(), List.of());
    }

    static Facts.Use use(List<String> others, List<String> pipeline) {
        return new Facts.Use(Optional.of(NOW.minus(Duration.ofHours(2))), others, List.of(), List.of(), 3, pipeline);
    }

    Proposal proposal() {
        Draft.Options options = new Draft.Options(false, false, 0);
        Draft draft = new Draft(level, options, steps, cut, subjects, List.of(), List.of());
        return new Proposal(plan, moment, draft, undo, acknowledged);
    }

    Facts facts() {
        return new Facts(
                NOW,
                self,
                ourRoles,
                pipelineRoles,
                operators,
                protection,
                limits,
                standings,
                gone,
                census,
                reserved,
                inForce,
                uses,
                new ByTarget<>(busy, busyPeople),
                new ByTarget<>(cooling, coolingPeople),
                killed);
    }

    List<Verdict> verdicts() {
        return Guardrails.inForce().rule(proposal(), facts());
    }

    Verdict verdict(String guardrail) {
        return verdicts().stream()
                .filter(verdict -> verdict.guardrail().equals(guardrail))
                .findFirst()
                .orElseThrow();
    }
}
