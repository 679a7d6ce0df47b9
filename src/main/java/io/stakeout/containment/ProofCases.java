package io.stakeout.containment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.access.Actor;
import io.stakeout.containment.plan.Coverage;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.proof.Case;
import io.stakeout.containment.proof.Cases;
import io.stakeout.containment.proof.Judgement;

/** What has to be proved, and what becomes of a plan by its proof. */
@ApplicationScoped
class ProofCases implements Cases, Judgement {

    private final PlanLog log;

    ProofCases(PlanLog log) {
        this.log = log;
    }

    @Override
    public List<Case> toProve() {
        return QuarkusTransaction.joiningExisting()
                .call(() -> PlanRow.<PlanRow>list(
                                "undoOf is null and rehearsal = false and state in ?1 order by id",
                                Set.of(
                                        PlanState.EXECUTING.id(),
                                        PlanState.HALTED.id(),
                                        PlanState.FAILED.id(),
                                        PlanState.EXECUTED.id(),
                                        PlanState.VERIFIED.id(),
                                        PlanState.UNPROVEN.id(),
                                        PlanState.CONTESTED.id()))
                        .stream()
                        .filter(plan -> plan.cutOff != null)
                        .map(ProofCases::of)
                        .toList());
    }

    @Override
    public Optional<Case> of(long plan) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> PlanRow.<PlanRow>findByIdOptional(plan)
                        .filter(row -> row.cutOff != null)
                        .map(ProofCases::of));
    }

    private static Case of(PlanRow plan) {
        Draft draft = plan.draft();
        List<StepRow> steps = StepRow.of(plan.id);
        return new Case(
                plan.id,
                plan.incidentId,
                plan.level(),
                times(plan),
                plan.state,
                plan.undo() ? Map.of() : Coverage.of(draft),
                draft.cut(),
                steps.stream().map(row -> row.step().slot()).distinct().toList(),
                steps.stream()
                        .map(row -> row.requestIds)
                        .flatMap(Collection::stream)
                        .collect(Collectors.toSet()),
                plan.undo());
    }

    private static Case.Times times(PlanRow plan) {
        Instant effective = plan.effectiveAt == null ? plan.cutOff : plan.effectiveAt;
        return new Case.Times(
                plan.draftedAt, plan.cutOff, effective, plan.settledAt().orElse(effective));
    }

    @Override
    public void verified(long plan, String text) {
        judge(plan, PlanState.VERIFIED, text);
    }

    @Override
    public void unproven(long plan, String text) {
        judge(plan, PlanState.UNPROVEN, text);
    }

    /** Puts back what somebody took away, as often as was agreed to; then gives up, and says so. */
    @Override
    public void contested(long plan, String text) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow row = PlanRow.forChange(plan);
            if (!row.state().leadsTo(PlanState.CONTESTED)) {
                return;
            }
            int most = row.draft().options().reapply();
            String why = text + row.draft().leavesOut();
            String told = row.reapplied < most
                    ? why
                    : why + givenUp(most) + row.draft().stronger();
            row.message = told;
            log.move(Actor.STAKEOUT, row, PlanState.CONTESTED, told);
            if (row.reapplied < most) {
                putBack(row, most);
            }
        });
    }

    private static String givenUp(int most) {
        return most == 0
                ? ""
                : " It was put back " + (most == 1 ? "once" : most + " times")
                        + " already, and isn't any more: act by hand.";
    }

    private void putBack(PlanRow row, int most) {
        row.reapplied++;
        row.owner = null;
        row.cutOff = log.now().plus(ExecutionLedger.SKEW);
        row.effectiveAt = null;
        StepRow.of(row.id).forEach(step -> {
            step.state = StepRow.PENDING;
            if (step.step().change() instanceof io.stakeout.containment.plan.Change.AddStatement) {
                step.afterValue = null;
            }
        });
        log.move(Actor.STAKEOUT, row, PlanState.EXECUTING, "is put back, " + row.reapplied + " of " + most + " times");
    }

    private void judge(long plan, PlanState next, String text) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow row = PlanRow.forChange(plan);
            if (row.state() != next && row.state().leadsTo(next)) {
                row.message = text + row.draft().leavesOut();
                log.move(Actor.STAKEOUT, row, next, row.message);
            }
        });
    }
}
