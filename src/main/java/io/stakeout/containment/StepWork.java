package io.stakeout.containment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.DenyList;
import io.stakeout.containment.plan.Slot;

/**
 * What is left to do of a step, given what AWS holds now. So nothing is written twice, and nothing over what somebody else
 * has written. Pure.
 */
sealed interface StepWork {

    /** It is so already, by us before a crash, or by somebody else. */
    record Already(Optional<String> left) implements StepWork {}

    /**
     * It has to be written.
     *
     * @param value for the slot
     * @param left by which the step is known there later: the value, or our statement in it
     */
    record Write(Optional<String> value, Optional<String> left) implements StepWork {}

    /** Somebody changed it, so it is left alone. */
    record Conflict(String text) implements StepWork {}

    /**
     * @param change with the time of the cut-off in place
     * @param expected what should be there, when that is known
     * @param present what AWS holds
     * @param overwrite whether a person said that it is written, or put back, over whatever is there
     */
    static StepWork of(
            Slot slot,
            Change change,
            Optional<Optional<String>> expected,
            Optional<String> present,
            boolean overwrite) {
        if (change instanceof Change.AddStatement add) {
            return add(add, present, overwrite);
        }
        if (change instanceof Change.RemoveStatement remove) {
            return remove(remove, present, overwrite);
        }
        return put(slot, (Change.Put) change, expected, present, overwrite);
    }

    private static StepWork add(Change.AddStatement add, Optional<String> present, boolean overwrite) {
        Optional<String> there;
        try {
            there = DenyList.statement(present, add.sid());
        } catch (IllegalArgumentException e) {
            return overwrite ? written(add, DenyList.ours(present)) : new Conflict(e.getMessage());
        }
        if (there.filter(statement -> DenyList.same(statement, add.statement())).isPresent()) {
            return new Already(Optional.of(add.statement()));
        }
        return written(add, present);
    }

    private static StepWork written(Change.AddStatement add, Optional<String> list) {
        String value = DenyList.with(list, add.sid(), add.statement());
        return new Write(Optional.of(value), Optional.of(add.statement()));
    }

    private static StepWork remove(Change.RemoveStatement remove, Optional<String> present, boolean overwrite) {
        Optional<String> there;
        try {
            there = DenyList.statement(present, remove.sid());
        } catch (IllegalArgumentException e) {
            return overwrite ? removed(remove, present) : new Conflict(e.getMessage());
        }
        if (there.isEmpty()) {
            return new Already(Optional.empty());
        }
        if (!overwrite && !DenyList.same(there.get(), remove.left())) {
            return new Conflict("Our statement there has been changed since: " + there.get());
        }
        return new Write(DenyList.without(present, remove.sid()), Optional.empty());
    }

    /** Out of a document that somebody changed, which goes with it; one that has nothing of ours any more is left alone. */
    private static StepWork removed(Change.RemoveStatement remove, Optional<String> present) {
        Optional<String> ours = DenyList.ours(present);
        return DenyList.statement(ours, remove.sid()).isEmpty()
                ? new Already(Optional.empty())
                : new Write(DenyList.without(ours, remove.sid()), Optional.empty());
    }

    private static StepWork put(
            Slot slot,
            Change.Put put,
            Optional<Optional<String>> expected,
            Optional<String> present,
            boolean overwrite) {
        if (present.equals(put.value()) || vanished(slot, put, present)) {
            return new Already(put.value());
        }
        if (present.isEmpty() && isCredential(slot)) {
            return new Conflict("There is no such credential any more, so it can't be set to "
                    + put.value().orElse("nothing") + ".");
        }
        if (!overwrite && expected.isPresent() && !expected.get().equals(present)) {
            return new Conflict("It has been changed since: it is " + present.orElse("not there") + " and should be "
                    + expected.get().orElse("not there") + ".");
        }
        return new Write(put.value(), put.value());
    }

    /** What doesn't exist any more is as good as switched off. */
    private static boolean vanished(Slot slot, Change.Put put, Optional<String> present) {
        return isCredential(slot)
                && present.isEmpty()
                && put.value().filter("Inactive"::equals).isPresent();
    }

    private static boolean isCredential(Slot slot) {
        return slot instanceof Slot.KeyStatus
                || slot instanceof Slot.ServiceCredential
                || slot instanceof Slot.SshKey
                || slot instanceof Slot.SigningCertificate;
    }

    /** The change with the time in place of {@link Change#CUT_OFF}, to the second as IAM compares it. */
    static Change at(Change change, Instant cutOff) {
        if (!(change instanceof Change.AddStatement add)) {
            return change;
        }
        String time = cutOff.truncatedTo(ChronoUnit.SECONDS).toString();
        return new Change.AddStatement(add.sid(), add.statement().replace(Change.CUT_OFF, time));
    }

    /** Whether a slot still holds what a step left there. */
    static boolean holds(Change change, Optional<String> left, Optional<String> present) {
        try {
            if (change instanceof Change.AddStatement add) {
                return DenyList.statement(present, add.sid())
                        .filter(statement -> left.filter(ours -> DenyList.same(statement, ours))
                                .isPresent())
                        .isPresent();
            }
            if (change instanceof Change.RemoveStatement remove) {
                return DenyList.statement(DenyList.ours(present), remove.sid()).isEmpty();
            }
            return present.equals(left);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
