package io.stakeout.containment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.facts.ImpactReader;
import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.Coverage;
import io.stakeout.containment.plan.DenyList;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;
import io.stakeout.containment.proof.ProofReader;
import io.stakeout.incident.Incidents;

/** Reads plans for people. Obeys restrictions of incidents: a plan of one that is hidden doesn't exist. */
@ApplicationScoped
public class PlanReader {

    private final PlanParts parts;
    private final Approvals approvals;
    private final Persons persons;
    private final ImpactReader impact;
    private final ProofReader proof;
    private final Directory directory;
    private final Incidents incidents;
    private final ContainmentConfig config;

    PlanReader(
            PlanParts parts,
            Approvals approvals,
            Persons persons,
            ImpactReader impact,
            ProofReader proof,
            Directory directory,
            Incidents incidents,
            ContainmentConfig config) {
        this.parts = parts;
        this.approvals = approvals;
        this.persons = persons;
        this.impact = impact;
        this.proof = proof;
        this.directory = directory;
        this.incidents = incidents;
        this.config = config;
    }

    public PlanView get(Actor who, long id) {
        return PlanDesk.inTransaction(() -> {
            PlanRow plan = PlanRow.of(id);
            requireVisible(who, plan);
            return view(who, plan);
        });
    }

    /** The plans of an incident, oldest first; without whom else they would hit. */
    public List<PlanView> list(Actor who, long incident) {
        return PlanDesk.inTransaction(() -> {
            incidents.get(who, incident);
            return PlanRow.ofIncident(incident).stream()
                    .map(plan -> view(who, plan, false))
                    .toList();
        });
    }

    void requireVisible(Actor who, PlanRow plan) {
        try {
            incidents.get(who, plan.incidentId);
        } catch (Problem hidden) {
            throw PlanRow.missing(plan.id);
        }
    }

    /** What has to be typed: the first named suspect, for the undo too. */
    static String confirm(PlanRow plan) {
        return confirm(plan.undo() ? PlanRow.<PlanRow>findById(plan.undoOf).draft() : plan.draft());
    }

    private static String confirm(Draft draft) {
        return draft.subjects().stream()
                .filter(subject -> subject.is(Subject.SUSPECT))
                .findFirst()
                .map(PlanReader::name)
                .or(() -> draft.cut().stream().map(PrincipalRef::name).sorted().findFirst())
                .or(() -> draft.subjects().stream().map(Subject::label).findFirst())
                .orElse("nothing");
    }

    private static String name(Subject suspect) {
        return suspect.principal().map(PrincipalRef::name).orElse(suspect.label());
    }

    /** In the caller's transaction. */
    PlanView view(Actor who, PlanRow plan) {
        return view(who, plan, true);
    }

    /** @param whole also whom else it would hit, which takes its time */
    private PlanView view(Actor who, PlanRow plan, boolean whole) {
        Draft draft = plan.draft();
        return new PlanView(
                plan.id,
                plan.incidentId,
                plan.level(),
                plan.state(),
                stateText(plan),
                plan.hash,
                Optional.ofNullable(plan.undoOf),
                plan.undoneBy().map(undo -> undo.id),
                plan.draftedBy,
                plan.draftedAt,
                plan.reason,
                Optional.ofNullable(plan.requestedBy),
                Optional.ofNullable(plan.requestedAt),
                Optional.ofNullable(plan.expiresAt),
                Optional.ofNullable(plan.executedBy),
                Optional.ofNullable(plan.executedAt),
                Optional.ofNullable(plan.rehearsal),
                Optional.ofNullable(plan.cutOff),
                Optional.ofNullable(plan.effectiveAt),
                plan.settledAt().map(at -> at.plus(config.propagation())),
                Optional.ofNullable(plan.message),
                Optional.ofNullable(plan.playbook),
                confirm(plan),
                draft.options(),
                draft.subjects(),
                Coverage.of(draft),
                draft.leftOut(),
                StepRow.of(plan.id).stream().map(PlanReader::line).toList(),
                parts.todos(plan.id),
                draft.warnings(),
                whole && !plan.undo() ? Optional.of(impact.impact(plan.incidentId, draft)) : Optional.empty(),
                whole ? askCalls(draft) : List.of(),
                whole ? profiles(plan.id) : List.of(),
                parts.rulings(plan.id),
                approvals.of(plan.id),
                proof.proof(plan.id),
                actions(who, plan));
    }

    private List<String> askCalls(Draft draft) {
        List<String> calls = new ArrayList<>();
        draft.cut().stream()
                .filter(principal -> principal.kind() != PrincipalRef.Kind.ROOT)
                .sorted(java.util.Comparator.comparing(PrincipalRef::arn))
                .forEach(principal ->
                        directory.calls(principal).forEach(call -> calls.add(call + " " + principal.name())));
        return calls;
    }

    private List<Directory.Profile> profiles(long plan) {
        return parts.newest(plan, Inspection.EVIDENCE).map(DraftJson::profiles).orElse(List.of());
    }

    private static PlanView.StepLine line(StepRow row) {
        Step step = row.step();
        return new PlanView.StepLine(
                row.n,
                step,
                row.beforeKnown,
                before(row, step.change()),
                after(row, step.change()),
                row.state,
                row.requestIds,
                Optional.ofNullable(row.error),
                Optional.ofNullable(row.startedAt),
                Optional.ofNullable(row.endedAt));
    }

    /** Of a list of denies only our own statement is shown: the others are other plans'. */
    private static Optional<String> before(StepRow row, Change change) {
        if (change instanceof Change.RemoveStatement remove) {
            return Optional.of(remove.left());
        }
        if (change instanceof Change.AddStatement add) {
            try {
                return row.beforeKnown ? DenyList.statement(row.before(), add.sid()) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return row.before();
            }
        }
        return row.before();
    }

    private static Optional<String> after(StepRow row, Change change) {
        if (change instanceof Change.AddStatement add) {
            return row.after().or(() -> Optional.of(add.statement()));
        }
        return change instanceof Change.Put put ? put.value() : Optional.empty();
    }

    private static String stateText(PlanRow plan) {
        return switch (plan.state()) {
            case AWAITING_APPROVAL -> "waits for another person's approval until " + PlanLog.clock(plan.expiresAt);
            case APPROVED ->
                plan.brokeGlass
                        ? "goes on without approval: glass was broken"
                        : "approved until " + PlanLog.clock(plan.expiresAt);
            case REHEARSED -> "rehearsed: nothing was changed, since Stakeout was not armed";
            default -> plan.state().words();
        };
    }

    /** Why this reader may not do something now; empty when it may. What counts is what the desks say then. */
    private Map<String, Optional<String>> actions(Actor who, PlanRow plan) {
        Map<String, Optional<String>> actions = new LinkedHashMap<>();
        actions.put(
                "request", first(role(who, Role.RESPONDER), executed(plan), state(plan, PlanState.AWAITING_APPROVAL)));
        actions.put(
                "breakGlass",
                first(
                        role(who, Role.RESPONDER),
                        executed(plan),
                        persons.behind(who).filter(Operator::breakGlass).isPresent()
                                ? Optional.empty()
                                : Optional.of("Only a break-glass operator goes on without approval."),
                        state(plan, PlanState.AWAITING_APPROVAL)));
        actions.put("approve", first(state(plan, PlanState.REJECTED), persons.whyNotApprove(who, plan)));
        actions.put("reject", first(role(who, Role.APPROVER), state(plan, PlanState.REJECTED)));
        actions.put("execute", first(role(who, Role.RESPONDER), in(plan, PlanState.APPROVED)));
        actions.put("retry", first(role(who, Role.RESPONDER), in(plan, PlanState.FAILED, PlanState.HALTED)));
        actions.put("undo", first(role(who, Role.RESPONDER), ExecutionDesk.whyNotUndo(plan)));
        actions.put("inspect", first(role(who, Role.RESPONDER)));
        return actions;
    }

    private static Optional<String> executed(PlanRow plan) {
        return plan.level().executed()
                ? Optional.empty()
                : Optional.of("A plan of this level changes nothing in AWS: people do what it lists.");
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        for (Optional<String> reason : reasons) {
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> role(Actor who, Role role) {
        return who.role().includes(role) ? Optional.empty() : Optional.of("This needs the role " + role.id() + ".");
    }

    private static Optional<String> state(PlanRow plan, PlanState next) {
        return plan.state().leadsTo(next)
                ? Optional.empty()
                : Optional.of("The plan is " + plan.state().words() + ".");
    }

    private static Optional<String> in(PlanRow plan, PlanState... states) {
        return List.of(states).contains(plan.state())
                ? Optional.empty()
                : Optional.of("The plan is " + plan.state().words() + ".");
    }
}
