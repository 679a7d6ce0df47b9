package io.stakeout.containment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.plan.Change;

/** Carries out one step: reads, compares, keeps what was there, writes, reads back. */
@ApplicationScoped
class ExecutionStep {

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ExecutionLedger ledger;
    private final HandOver handOver;
    private final Clock clock;

    ExecutionStep(ExecutionLedger ledger, HandOver handOver, Clock clock) {
        this.ledger = ledger;
        this.handOver = handOver;
        this.clock = clock;
    }

    /** @return whether it holds; else it is written down why not */
    boolean carryOut(ExecutionLedger.Job job, ExecutionLedger.Line line, AccessControl.Hold hold) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(job, line, hold);
            } catch (AccessControlException.Retryable e) {
                if (attempt == ATTEMPTS) {
                    ledger.failed(
                            job.id(),
                            line.n(),
                            "AWS did not do it in " + ATTEMPTS + " attempts, " + Execution.said(e)
                                    + ". Whether the last one took effect is read first when you try again.");
                    return false;
                }
                LockSupport.parkNanos(PAUSE.multipliedBy(1L << attempt).toNanos());
            } catch (AccessControlException.Gone e) {
                if (job.undo()) {
                    // whoever doesn't exist any more has nothing that could be given back
                    ledger.done(job.id(), line.n(), false);
                    return true;
                }
                ledger.failed(job.id(), line.n(), Execution.said(e));
                return false;
            } catch (AccessControlException e) {
                ledger.failed(job.id(), line.n(), Execution.said(e));
                return false;
            }
        }
    }

    private boolean attempt(ExecutionLedger.Job job, ExecutionLedger.Line line, AccessControl.Hold hold) {
        if (handOver.done(job, line)) {
            ledger.done(job.id(), line.n(), false);
            return true;
        }
        Change change = change(job, line);
        Optional<String> present = hold.read(line.step().slot());
        StepWork work = StepWork.of(line.step().slot(), change, line.expected(), present, job.overwrite());
        if (work instanceof StepWork.Conflict conflict) {
            ledger.failed(job.id(), line.n(), conflict.text() + " It was left alone.");
            return false;
        }
        if (work instanceof StepWork.Already already) {
            // it was written down what was there before, and that isn't there any more
            boolean ours = line.attempts() > 0
                    && line.expected().isPresent()
                    && !line.expected().get().equals(present);
            ledger.remember(job.id(), line.n(), present, already.left());
            ledger.done(job.id(), line.n(), ours);
            return true;
        }
        write(job, line, hold, change, present, (StepWork.Write) work);
        return true;
    }

    private void write(
            ExecutionLedger.Job job,
            ExecutionLedger.Line line,
            AccessControl.Hold hold,
            Change change,
            Optional<String> present,
            StepWork.Write write) {
        ledger.remember(job.id(), line.n(), present, write.left());
        List<String> requests = written(job, line, hold, write);
        ledger.called(job.id(), line.n(), requests);
        Optional<String> after = hold.read(line.step().slot());
        if (!StepWork.holds(change, write.left(), after)) {
            // somebody wrote at the same time, for example another plan into the same list
            throw new AccessControlException.Retryable(
                    "NotThere", "AWS took it, and it isn't there: somebody wrote over it", null);
        }
        ledger.done(job.id(), line.n(), true);
    }

    private List<String> written(
            ExecutionLedger.Job job, ExecutionLedger.Line line, AccessControl.Hold hold, StepWork.Write write) {
        try {
            return hold.write(line.step().slot(), write.value());
        } catch (AccessControlException.Retryable e) {
            throw e;
        } catch (AccessControlException e) {
            // AWS has refused it, so there is nothing to undo
            ledger.forget(job, line.n());
            throw e;
        }
    }

    /** A renewal gets a time of its own; one that was tried before keeps it, so that it is known again. */
    private Change change(ExecutionLedger.Job job, ExecutionLedger.Line line) {
        Change change = line.step().change();
        if (line.left().isPresent() && change instanceof Change.AddStatement add) {
            return new Change.AddStatement(add.sid(), line.left().get());
        }
        boolean renewal = line.step().renewal();
        return StepWork.at(change, renewal ? clock.instant().plus(ExecutionLedger.SKEW) : job.cutOff());
    }
}
