package io.stakeout.containment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.access.Actor;
import io.stakeout.containment.guard.Guardrails;
import io.stakeout.containment.guard.Moment;
import io.stakeout.containment.guard.Verdict;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.proof.OwnCalls;

/**
 * How far executions are, each change in a transaction of its own: before a call and after it, so that whoever goes on
 * after a crash knows what may have happened.
 */
@ApplicationScoped
class ExecutionLedger {

    /** A node unheard of for this long has lost what it was executing to others. */
    static final Duration FORSAKEN = Duration.ofMinutes(1);

    /** Sessions that were issued while our clock and AWS's differed are cut too. */
    static final Duration SKEW = Duration.ofSeconds(2);

    /** What the engine needs of a plan. */
    record Job(
            long id,
            long incident,
            boolean undo,
            boolean overwrite,
            Optional<Boolean> rehearsal,
            Instant cutOff,
            Optional<Instant> effectiveAt,
            Draft draft,
            List<Line> lines) {}

    /** @param taken whether nobody or somebody else had it before */
    record Claimed(long plan, boolean taken) {}

    /** @param left what an earlier attempt meant to leave */
    record Line(
            int n, Step step, String state, Optional<Optional<String>> expected, Optional<String> left, int attempts) {
        boolean holds() {
            return state.equals(StepRow.DONE) || state.equals(StepRow.ALREADY);
        }
    }

    private final PlanLog log;
    private final Choke choke;
    private final ContainmentLedger containments;
    private final ModeDesk mode;
    private final ExecutionEvidence evidence;

    ExecutionLedger(
            PlanLog log, Choke choke, ContainmentLedger containments, ModeDesk mode, ExecutionEvidence evidence) {
        this.log = log;
        this.choke = choke;
        this.containments = containments;
        this.mode = mode;
        this.evidence = evidence;
    }

    /** Gives away what the former lives of a node were executing: nobody has to wait until they count as dead. */
    void release(String lives) {
        QuarkusTransaction.requiringNew()
                .run(() -> PlanRow.update(
                        "owner = null where state = ?1 and substring(owner, 1, ?2) = ?3",
                        PlanState.EXECUTING.id(),
                        lives.length(),
                        lives));
    }

    /** The plans that this node executes from now on: its own, and those that nobody works on. */
    List<Claimed> claim(String node) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = log.now();
            List<PlanRow> mine = PlanRow.<PlanRow>find(
                            "state = ?1 and (owner is null or owner = ?2 or beatAt < ?3) order by id",
                            PlanState.EXECUTING.id(),
                            node,
                            now.minus(FORSAKEN))
                    .withLock(jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
                    .list();
            List<Claimed> claimed = mine.stream()
                    .map(plan -> new Claimed(plan.id, !node.equals(plan.owner)))
                    .toList();
            mine.forEach(plan -> {
                plan.owner = node;
                plan.beatAt = now;
            });
            return claimed;
        });
    }

    Optional<Job> job(long id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            PlanRow plan = PlanRow.of(id);
            if (plan.state() != PlanState.EXECUTING) {
                return Optional.<Job>empty();
            }
            List<Line> lines =
                    StepRow.of(id).stream().map(ExecutionLedger::line).toList();
            return Optional.of(new Job(
                    id,
                    plan.incidentId,
                    plan.undo(),
                    // what is put back goes over whatever somebody has put there instead
                    plan.overwrite || plan.reapplied > 0,
                    Optional.ofNullable(plan.rehearsal),
                    plan.cutOff == null ? log.now().plus(SKEW) : plan.cutOff,
                    Optional.ofNullable(plan.effectiveAt),
                    plan.draft(),
                    lines));
        });
    }

    private static Line line(StepRow row) {
        Optional<Optional<String>> expected = row.beforeKnown ? Optional.of(row.before()) : Optional.empty();
        return new Line(row.n, row.step(), row.state, expected, row.after(), row.attempts);
    }

    /** Whether executing changes anything now. */
    boolean armed() {
        return mode.now().armed();
    }

    /** Says what it would have called, once the guardrails agree as far as they can without asking AWS. */
    void rehearse(long id, Optional<String> self) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow plan = PlanRow.forChange(id);
            // what only AWS could tell stays open: a rehearsal asks it nothing
            List<Verdict> verdicts = choke.rule(plan, Moment.APPROVAL, self, Choke.Asked.NOTHING, log.now());
            if (!Guardrails.open(verdicts, Moment.APPROVAL)) {
                refuse(plan, verdicts);
                return;
            }
            plan.rehearsal = true;
            plan.executedAt = log.now();
            plan.endedAt = log.now();
            for (StepRow step : StepRow.of(id)) {
                step.state = StepRow.WOULD;
            }
            String calls = StepRow.of(id).stream()
                    .map(step -> "would call " + step.step().call())
                    .collect(Collectors.joining(", "));
            log.move(
                    Actor.STAKEOUT,
                    plan,
                    PlanState.REHEARSED,
                    "REHEARSED, nothing was changed, since Stakeout is not armed: " + calls);
        });
    }

    /**
     * Asks the guardrails for the last time, and reserves what the plan takes of the caps, in one transaction and under a
     * lock of each account.
     *
     * @return whether it may begin
     */
    boolean begin(long id, Optional<String> self, Choke.Asked asked) {
        return QuarkusTransaction.requiringNew().call(() -> {
            PlanRow plan = PlanRow.forChange(id);
            if (plan.state() != PlanState.EXECUTING) {
                return false;
            }
            Optional<String> late = tooLate(plan);
            if (late.isPresent()) {
                refuse(plan, late.get());
                return false;
            }
            containments.lock(accounts(plan.draft()));
            List<Verdict> verdicts = choke.rule(plan, Moment.EXECUTION, self, asked, log.now());
            if (!Guardrails.open(verdicts, Moment.EXECUTION)) {
                refuse(plan, verdicts);
                return false;
            }
            Instant now = log.now();
            plan.rehearsal = false;
            if (plan.executedAt == null) {
                plan.executedAt = now;
            }
            if (plan.cutOff == null) {
                plan.cutOff = now.plus(SKEW);
            }
            containments.reserve(plan, now);
            if (plan.undo()) {
                undoing(plan);
            }
            log.say(
                    Actor.STAKEOUT,
                    plan,
                    "executing",
                    "begins: " + StepRow.of(id).size() + " steps");
            return true;
        });
    }

    /** Of an undo: why there is nothing to take back by now. */
    private static Optional<String> tooLate(PlanRow plan) {
        if (!plan.undo()) {
            return Optional.empty();
        }
        PlanState original = PlanRow.forChange(plan.undoOf).state();
        if (original != PlanState.UNDOING && !original.leadsTo(PlanState.UNDOING)) {
            return Optional.of("plan " + plan.undoOf + ", which it takes back, is " + original.words() + " by now.");
        }
        // another plan was undone meanwhile, and has left to it what both had set
        return Undoing.steps(StepRow.of(plan.undoOf)).size()
                        > StepRow.of(plan.id).size()
                ? Optional.of("plan " + plan.undoOf + " holds more by now than this takes back: draft it anew.")
                : Optional.empty();
    }

    private void undoing(PlanRow undo) {
        PlanRow original = PlanRow.forChange(undo.undoOf);
        if (original.state() != PlanState.UNDOING) {
            log.move(Actor.STAKEOUT, original, PlanState.UNDOING, "is being undone by plan " + undo.id);
        }
    }

    private static TreeSet<String> accounts(Draft draft) {
        return draft.steps().stream().map(step -> step.slot().account()).collect(Collectors.toCollection(TreeSet::new));
    }

    private void refuse(PlanRow plan, List<Verdict> verdicts) {
        refuse(plan, "guardrails refused it at execution: " + Choke.refusals(verdicts));
    }

    /** What holds already of an earlier attempt goes on holding, so that is no refusal but a failure. */
    private void refuse(PlanRow plan, String why) {
        if (StepRow.of(plan.id).stream().anyMatch(StepRow::mayHold)) {
            fail(plan, why);
        } else {
            plan.endedAt = log.now();
            plan.message = why;
            log.move(Actor.STAKEOUT, plan, PlanState.REFUSED, why + " Nothing was changed.");
        }
    }

    /**
     * Writes down that a step is about to be tried, when that is still allowed.
     *
     * @return whether it is; else the plan has been halted, or somebody else took it
     */
    boolean start(long id, int n, String node) {
        return QuarkusTransaction.requiringNew().call(() -> {
            PlanRow plan = PlanRow.forChange(id);
            if (plan.state() != PlanState.EXECUTING || !node.equals(plan.owner)) {
                return false;
            }
            Arming now = mode.now();
            if (now.killed() || !now.armed()) {
                halt(plan, now.killed() ? "the kill switch was pulled" : "Stakeout was disarmed");
                return false;
            }
            plan.beatAt = log.now();
            StepRow step = StepRow.of(id, n);
            step.state = StepRow.RUNNING;
            step.attempts++;
            step.error = null;
            if (step.startedAt == null) {
                step.startedAt = log.now();
            }
            return true;
        });
    }

    private void halt(PlanRow plan, String why) {
        plan.owner = null;
        plan.message = why + ": " + held(plan.id);
        log.move(Actor.STAKEOUT, plan, PlanState.HALTED, "stopped between two steps, " + plan.message);
    }

    /** Keeps what was there and what will be, before anything is written: what undo rests on. */
    void remember(long id, int n, Optional<String> before, Optional<String> left) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow.forChange(id);
            StepRow step = StepRow.of(id, n);
            if (!step.beforeKnown) {
                step.beforeKnown = true;
                step.beforeValue = before.orElse(null);
                evidence.keep(id, "before step " + n + ": " + step.slot, before.orElse("(nothing there)"));
            }
            step.afterValue = left.orElse(null);
        });
    }

    /** It has certainly not been written; of an undo it stays known what should be there. */
    void forget(Job job, int n) {
        if (job.undo()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow.forChange(job.id());
            StepRow step = StepRow.of(job.id(), n);
            step.beforeKnown = false;
            step.beforeValue = null;
            step.afterValue = null;
        });
    }

    /** Kept before anything is written: by these our own calls are known, also those that we died at. */
    void sessions(long id, List<String> keys) {
        QuarkusTransaction.requiringNew().run(() -> keys.forEach(key -> evidence.keep(id, OwnCalls.SESSION, key)));
    }

    /** Kept as soon as AWS has answered: by these ids our own calls are known again on the stream. */
    void called(long id, int n, List<String> requestIds) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow.forChange(id);
            StepRow step = StepRow.of(id, n);
            List<String> all = new java.util.ArrayList<>(step.requestIds);
            all.addAll(requestIds);
            step.requestIds = List.copyOf(all);
        });
    }

    /** @param written whether it was us, now or before a crash */
    void done(long id, int n, boolean written) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow plan = PlanRow.forChange(id);
            StepRow step = StepRow.of(id, n);
            step.state = written ? StepRow.DONE : StepRow.ALREADY;
            step.endedAt = log.now();
            boolean cut = StepRow.of(id).stream().allMatch(row -> row.step().renewal() || row.holds());
            if (cut && plan.effectiveAt == null) {
                plan.effectiveAt = log.now();
            }
        });
    }

    void executed(long id) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow plan = PlanRow.forChange(id);
            plan.owner = null;
            plan.message = null;
            if (plan.effectiveAt == null) {
                plan.effectiveAt = log.now();
            }
            plan.endedAt = log.now();
            log.move(Actor.STAKEOUT, plan, PlanState.EXECUTED, effect(plan.undo(), StepRow.of(id)));
            if (plan.undo()) {
                PlanRow original = PlanRow.forChange(plan.undoOf);
                original.endedAt = log.now();
                log.move(Actor.STAKEOUT, original, PlanState.UNDONE, "was undone by plan " + id);
                containments.end(original.id, log.now());
            }
        });
    }

    private static String effect(boolean undo, List<StepRow> steps) {
        if (steps.isEmpty()) {
            return "has ended it: there was nothing of ours to take back";
        }
        boolean ours = undo || steps.stream().anyMatch(step -> step.state.equals(StepRow.DONE));
        return "has taken effect: all " + steps.size() + " steps are done"
                + (ours ? "" : "; all of it was so already, so there is nothing of ours to take back");
    }

    /** @param n the step that failed; 0 when none was begun */
    void failed(long id, int n, String why) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow plan = PlanRow.forChange(id);
            if (plan.state() != PlanState.EXECUTING) {
                return;
            }
            if (n > 0) {
                StepRow step = StepRow.of(id, n);
                step.state = StepRow.FAILED;
                step.error = why;
                step.endedAt = log.now();
            }
            fail(plan, (n > 0 ? "step " + n + " failed: " : "") + why);
        });
    }

    private void fail(PlanRow plan, String why) {
        plan.owner = null;
        plan.endedAt = log.now();
        plan.message = why + " " + held(plan.id);
        log.move(Actor.STAKEOUT, plan, PlanState.FAILED, plan.message + " Try again, or undo what was done.");
        if (StepRow.of(plan.id).stream().noneMatch(StepRow::mayHold)) {
            containments.end(plan.id, log.now());
        }
    }

    /** Says exactly what is in force. */
    private static String held(long id) {
        List<StepRow> steps = StepRow.of(id);
        List<String> holding = steps.stream()
                .filter(StepRow::holds)
                .map(step -> step.n + " (" + step.step().title() + ")")
                .toList();
        String unknown = steps.stream()
                .filter(step -> step.mayHold() && !step.holds())
                .map(step -> " Whether step " + step.n + " took effect isn't known.")
                .collect(Collectors.joining());
        return holding.isEmpty()
                ? unknown.isEmpty() ? "Nothing was changed by it." : "No step is known to hold." + unknown
                : holding.size() + " of " + steps.size() + " steps hold: " + String.join("; ", holding) + "." + unknown;
    }
}
