package io.stakeout.containment.plan;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Which identities the steps of a draft stop, and how far: read from what they write, as guardrails do, not from what they
 * are called. In doubt a step stops everything of whom it names, so that a success counts against it. Pure.
 */
public final class Coverage {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Long, Subject> subjects;
    private final Map<Long, Cover> covers = new TreeMap<>();

    private Coverage(Collection<Subject> subjects) {
        this.subjects = subjects.stream().collect(Collectors.toMap(Subject::id, Function.identity(), (a, b) -> a));
    }

    /**
     * By identity; whoever is in the draft's lineage is there, also when nothing of it is stopped.
     *
     * @return of somebody who was merely touched only what a step says; else at least {@link Cover#NONE}
     */
    public static Map<Long, Cover> of(Draft draft) {
        Coverage coverage = new Coverage(draft.subjects());
        draft.steps().forEach(coverage::add);
        draft.subjects().forEach(subject -> coverage.covers.merge(subject.id(), Cover.NONE, Coverage::ofTheLineage));
        draft.leftOut().forEach(one -> coverage.cover(one.subject().id(), Cover.LEFT_OUT));
        return Map.copyOf(coverage.covers);
    }

    /** Who is in the plan is no bystander: what its long-term keys do is shown as left open, and all else counts. */
    private static Cover ofTheLineage(Cover found, Cover least) {
        return found == Cover.SIGN_INS ? Cover.SESSIONS : found.or(least);
    }

    private void add(Step step) {
        if (step.slot() instanceof Slot.InlinePolicy inline) {
            policy(step, inline.principal());
        } else if (step.slot() instanceof Slot.Boundary boundary) {
            whole(step, boundary.principal(), asAWhole(boundary.principal()));
        } else if (step.slot() instanceof Slot.ControlPolicy) {
            step.identities().forEach(id -> cover(id, ofControl(id)));
        } else if (step.slot() instanceof Slot.KeyStatus) {
            step.identities().forEach(id -> cover(id, Cover.ALL));
        } else if (step.slot() instanceof Slot.Password) {
            step.identities().forEach(id -> cover(id, Cover.SIGN_INS));
        } else {
            step.identities().forEach(id -> cover(id, ofCredential(id)));
        }
    }

    /** A statement on a user or role: for whom it names, or, when it names nobody, for all that is the principal's. */
    private void policy(Step step, PrincipalRef principal) {
        JsonNode condition = condition(step.change());
        if (has(condition, "aws:userid") || has(condition, "aws:SourceIdentity")) {
            step.identities().forEach(id -> cover(id, Cover.ALL));
        } else if (has(condition, "aws:TokenIssueTime") && Scope.isUser(principal)) {
            whole(step, principal, Cover.SESSIONS);
        } else {
            whole(step, principal, asAWhole(principal));
        }
    }

    private void whole(Step step, PrincipalRef principal, Cover cover) {
        step.identities().forEach(id -> cover(id, cover));
        subjects.values().stream()
                .filter(subject -> subject.principal().filter(principal::equals).isPresent())
                .forEach(subject -> cover(subject.id(), cover));
    }

    private static Cover asAWhole(PrincipalRef principal) {
        return Scope.isUser(principal) ? Cover.USER : Cover.ALL;
    }

    private Cover ofControl(long id) {
        return subject(id).flatMap(Subject::principal).map(Coverage::asAWhole).orElse(Cover.ALL);
    }

    /** A credential is stopped as a whole; whose it is only as far as it signs in by it. */
    private Cover ofCredential(long id) {
        return subject(id).filter(subject -> !subject.kind().equals("user")).isPresent() ? Cover.ALL : Cover.SIGN_INS;
    }

    private Optional<Subject> subject(long id) {
        return Optional.ofNullable(subjects.get(id));
    }

    private void cover(long id, Cover cover) {
        covers.merge(id, cover, Cover::or);
    }

    private static boolean has(JsonNode condition, String key) {
        return condition.findValue(key) != null;
    }

    /** Of a statement that can't be read nothing is known to limit it. */
    private static JsonNode condition(Change change) {
        String statement = change instanceof Change.AddStatement add ? add.statement() : "{}";
        try {
            return JSON.readTree(statement).path("Condition");
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
