package io.stakeout.containment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.containment.control.Directory;
import io.stakeout.containment.facts.Impact;
import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;
import io.stakeout.containment.proof.ProofView;

/**
 * A plan as people and scripts see it: a snapshot, read in one transaction.
 *
 * @param playbook that let it go on without a person; empty when people did
 * @param confirm what has to be typed to go on
 * @param covers how far the calls of each identity are stopped
 * @param verdicts of the newest time that guardrails were asked
 * @param actions by name: why this reader may not do it; empty when it may
 */
public record PlanView(
        long id,
        long incident,
        Level level,
        PlanState state,
        String stateText,
        String hash,
        Optional<Long> undoOf,
        Optional<Long> undoneBy,
        String draftedBy,
        Instant draftedAt,
        String reason,
        Optional<String> requestedBy,
        Optional<Instant> requestedAt,
        Optional<Instant> expiresAt,
        Optional<String> executedBy,
        Optional<Instant> executedAt,
        Optional<Boolean> rehearsal,
        Optional<Instant> cutOff,
        Optional<Instant> effectiveAt,
        Optional<Instant> provenFrom,
        Optional<String> message,
        Optional<String> playbook,
        String confirm,
        Draft.Options options,
        List<Subject> subjects,
        Map<Long, Cover> covers,
        List<Draft.LeftOut> leftOut,
        List<StepLine> steps,
        List<Todo> checklist,
        List<String> warnings,
        Optional<Impact> impact,
        List<String> askCalls,
        List<Directory.Profile> profiles,
        List<Ruling> verdicts,
        List<Decision> approvals,
        Optional<ProofView> proof,
        Map<String, Optional<String>> actions) {

    /** A step, and how far it got. */
    public record StepLine(
            int n,
            Step step,
            boolean beforeKnown,
            Optional<String> before,
            Optional<String> after,
            String state,
            List<String> requestIds,
            Optional<String> error,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {}

    /** What a person does by hand. */
    public record Todo(int n, String text, String why, Optional<String> doneBy, Optional<Instant> doneAt) {}

    /** What a guardrail said, and of a refusal because of whom in the lineage. */
    public record Ruling(
            String guardrail, String outcome, String text, String moment, Instant at, List<Long> identities) {}

    /** Who agreed or not. */
    public record Decision(String by, String decision, String reason, Instant at) {}
}
