package io.stakeout.containment;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.cloudtrail.Text;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.guard.Guardrails;
import io.stakeout.containment.guard.Moment;
import io.stakeout.containment.guard.Verdict;
import io.stakeout.containment.plan.Draft;
import io.stakeout.incident.Incidents;

/**
 * The desk where people draft a plan, ask for it, and agree to it or not. Whoever agrees is another person, and agrees to
 * exactly what is shown: a plan that would be another one by now goes back to its draft. Each act is one transaction; a
 * second click finds the plan moved on. Thread-safe, over all nodes: the plan's row is locked.
 */
@ApplicationScoped
public class PlanDesk {

    private static final int MOST_REASON = 2_000;

    private final Drafting drafting;
    private final PlanStore store;
    private final PlanLog log;
    private final Choke choke;
    private final Persons persons;
    private final Approvals approvals;
    private final PlanReader reader;
    private final Incidents incidents;
    private final ContainmentConfig config;

    PlanDesk(
            Drafting drafting,
            PlanStore store,
            PlanLog log,
            Choke choke,
            Persons persons,
            Approvals approvals,
            PlanReader reader,
            Incidents incidents,
            ContainmentConfig config) {
        this.drafting = drafting;
        this.store = store;
        this.log = log;
        this.choke = choke;
        this.persons = persons;
        this.approvals = approvals;
        this.reader = reader;
        this.incidents = incidents;
        this.config = config;
    }

    /** Drafts a plan and asks the guardrails; one that they refuse is kept as refused, with the reasons. */
    public PlanView draft(Actor who, long incident, Wish wish) {
        require(who, Role.RESPONDER);
        String reason = reason(wish.reason());
        Optional<String> self = choke.self();
        return inTransaction(() -> {
            if (incidents.get(who, incident).closed()) {
                throw Problem.conflict("Incident is closed", "Nothing was drafted. Reopen it first.");
            }
            PlanRow plan = new PlanRow();
            plan.incidentId = incident;
            plan.key = Drafting.key();
            Draft draft = drafting.draft(
                    who, incident, wish.level(), wish.options(), wish.chosen(), wish.leave(who), plan.key);
            wish.requireMet(draft);
            plan.level = wish.level().id();
            plan.state = PlanState.DRAFTED.id();
            plan.hash = Drafting.hash(draft, plan.key);
            plan.draftedBy = who.name();
            plan.draftedById = who.operatorId().orElse(null);
            plan.draftedAt = log.now();
            plan.reason = reason;
            plan.draft = DraftJson.write(draft);
            plan.persist();
            store.write(plan, draft);
            ruleDraft(
                    who,
                    plan,
                    self,
                    "drafted a plan: " + draft.level().title() + ", "
                            + draft.steps().size() + " steps. " + reason + draft.leavesOut());
            return reader.view(who, plan);
        });
    }

    /** Asks for another person's approval; a break-glass operator may go on without one, with a reason. */
    public PlanView request(Actor who, long id, Consent consent, boolean breakGlass, boolean acknowledged) {
        require(who, Role.RESPONDER);
        Optional<String> self = choke.self();
        return inTransaction(() -> {
            PlanRow plan = lock(who, id);
            requireSame(plan, consent);
            requireTyped(plan, consent);
            if (!plan.level().executed()) {
                throw Problem.conflict(
                        "Nothing to carry out",
                        "A plan of this level changes nothing in AWS: people do what it lists.");
            }
            if (breakGlass) {
                breakGlass(who, plan, consent, acknowledged, self);
            } else {
                plan.state().require(PlanState.AWAITING_APPROVAL);
                requested(who, plan);
                approvals.add(plan, who, Approvals.REQUESTED, consent.reason().orElse(plan.reason), log.now());
                log.move(
                        who,
                        plan,
                        PlanState.AWAITING_APPROVAL,
                        "asks for approval until " + PlanLog.clock(plan.expiresAt)
                                + consent.reason().map(": "::concat).orElse(""));
            }
            return reader.view(who, plan);
        });
    }

    private void requested(Actor who, PlanRow plan) {
        plan.requestedBy = who.name();
        plan.requestedById = who.operatorId().orElse(null);
        plan.requestedAt = log.now();
        plan.expiresAt = plan.requestedAt.plus(config.approvalWithin());
    }

    private void breakGlass(Actor who, PlanRow plan, Consent consent, boolean acknowledged, Optional<String> self) {
        String why = reason(consent.reason().orElse(null));
        if (persons.behind(who).filter(Operator::breakGlass).isEmpty()) {
            throw Problem.forbidden(
                    "No break-glass operator",
                    "Nothing was changed. Only a break-glass operator goes on without approval.");
        }
        plan.state().require(PlanState.APPROVED);
        plan.acknowledged = acknowledged;
        List<Verdict> verdicts = choke.rule(plan, Moment.APPROVAL, self, Choke.Asked.NOTHING, log.now());
        requireOpen(verdicts);
        requested(who, plan);
        plan.brokeGlass = true;
        approvals.add(plan, who, Approvals.BROKE_GLASS, why, log.now());
        log.move(who, plan, PlanState.APPROVED, "BROKE GLASS: goes on without another person's approval: " + why);
    }

    /** Agrees to exactly this plan, computed anew. */
    public PlanView approve(Actor who, long id, Consent consent, boolean acknowledged) {
        require(who, Role.APPROVER);
        Optional<String> self = choke.self();
        Optional<Problem> moved = inTransaction(() -> {
            PlanRow plan = lock(who, id);
            requireSame(plan, consent);
            requireApprovable(who, plan);
            return plan.undo() ? Optional.<Problem>empty() : recomputed(who, plan, self);
        });
        moved.ifPresent(problem -> {
            throw problem;
        });
        return inTransaction(() -> approveSame(who, id, consent, acknowledged, self));
    }

    private PlanView approveSame(Actor who, long id, Consent consent, boolean acknowledged, Optional<String> self) {
        PlanRow plan = lock(who, id);
        requireSame(plan, consent);
        requireApprovable(who, plan);
        plan.acknowledged = acknowledged;
        List<Verdict> verdicts = choke.rule(plan, Moment.APPROVAL, self, Choke.Asked.NOTHING, log.now());
        boolean refused = verdicts.stream().anyMatch(v -> v.outcome() == Verdict.Outcome.REFUSED);
        if (refused) {
            log.move(who, plan, PlanState.REFUSED, "guardrails refused it at approval: " + Choke.refusals(verdicts));
            return reader.view(who, plan);
        }
        requireOpen(verdicts);
        approvals.add(plan, who, Approvals.APPROVED, consent.reason().orElse(""), log.now());
        plan.expiresAt = log.now().plus(config.approvalWithin());
        log.move(
                who,
                plan,
                PlanState.APPROVED,
                "approved the plan" + consent.reason().map(r -> ": " + r).orElse(""));
        return reader.view(who, plan);
    }

    /** Only what waits for it, in time, and by another person. */
    private void requireApprovable(Actor who, PlanRow plan) {
        if (plan.state() != PlanState.AWAITING_APPROVAL) {
            throw Problem.conflict(
                    "The plan has moved on",
                    "It is " + plan.state().words() + " and waits for nobody. Nothing was changed; look at it again.");
        }
        if (plan.expiresAt.isBefore(log.now())) {
            throw Problem.conflict("The request has expired", "Nothing was changed. Ask for approval again.");
        }
        persons.whyNotApprove(who, plan).ifPresent(why -> {
            throw Problem.forbidden("You can't approve this plan", why);
        });
    }

    /** When the lineage has grown since, the plan is another one: it goes back to its draft, and that is kept. */
    private Optional<Problem> recomputed(Actor who, PlanRow plan, Optional<String> self) {
        Draft now = drafting.again(who, plan);
        String hash = Drafting.hash(now, plan.key);
        if (hash.equals(plan.hash)) {
            return Optional.empty();
        }
        plan.hash = hash;
        store.write(plan, now);
        log.move(who, plan, PlanState.DRAFTED, "the lineage has changed since: the plan is drafted anew");
        ruleDraft(who, plan, self, "drafted it anew: " + now.steps().size() + " steps." + now.leavesOut());
        return Optional.of(Problem.conflict(
                "The plan has changed",
                "The lineage has changed since it was drafted, so it was drafted anew and nobody has agreed to it yet."
                        + " Look at it again and ask for approval."));
    }

    /** What is a list of things for people to do, or to see, changes nothing that a guardrail could stand before. */
    private void ruleDraft(Actor who, PlanRow plan, Optional<String> self, String text) {
        if (!plan.level().executed()) {
            log.say(who, plan, "drafted", text);
            return;
        }
        List<Verdict> verdicts = choke.rule(plan, Moment.DRAFTED, self, Choke.Asked.NOTHING, log.now());
        if (Guardrails.open(verdicts, Moment.DRAFTED)) {
            log.say(who, plan, "drafted", text);
        } else {
            log.move(who, plan, PlanState.REFUSED, text + " Guardrails refused it: " + Choke.refusals(verdicts));
        }
    }

    public PlanView reject(Actor who, long id, Consent consent) {
        require(who, Role.APPROVER);
        return inTransaction(() -> {
            PlanRow plan = lock(who, id);
            requireSame(plan, consent);
            plan.state().require(PlanState.REJECTED);
            String why = reason(consent.reason().orElse(null));
            approvals.add(plan, who, Approvals.REJECTED, why, log.now());
            log.move(who, plan, PlanState.REJECTED, "rejected the plan: " + why);
            return reader.view(who, plan);
        });
    }

    /** The plan's row, for whoever may see its incident. */
    PlanRow lock(Actor who, long id) {
        PlanRow plan = PlanRow.forChange(id);
        reader.requireVisible(who, plan);
        return plan;
    }

    static void requireSame(PlanRow plan, Consent consent) {
        if (!plan.hash.equals(consent.hash())) {
            throw Problem.conflict(
                    "The plan has changed",
                    "hash: what you looked at isn't what the plan is now. Nothing was changed; look at it again.");
        }
    }

    static void requireTyped(PlanRow plan, Consent consent) {
        String expected = PlanReader.confirm(plan);
        if (!expected.equals(consent.principal().orElse(""))) {
            throw Problem.invalid(
                    "Name doesn't match",
                    "principal: type " + Text.shown(expected, 200) + " to go on. Nothing was changed.");
        }
    }

    private static void requireOpen(List<Verdict> verdicts) {
        if (!Guardrails.open(verdicts, Moment.APPROVAL)) {
            throw Problem.conflict("Guardrails refuse it", Choke.refusals(verdicts) + " Nothing was changed.");
        }
    }

    static void require(Actor who, Role role) {
        if (!who.role().includes(role)) {
            throw Problem.forbidden("Role missing", "This needs the role " + role.id() + ". Nothing was changed.");
        }
    }

    static String reason(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > MOST_REASON) {
            throw Problem.invalid("Reason missing", "reason: say why, in 1 to " + MOST_REASON + " characters.");
        }
        return Text.storable(reason.strip());
    }

    static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }
}
