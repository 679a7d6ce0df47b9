package io.stakeout.containment.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/**
 * A plan that has changed something in AWS, as far as its proof needs it.
 *
 * @param plan its id
 * @param cutOff the time that documents name: sessions issued before are cut
 * @param effectiveAt when the last cut took effect, at first or when it was put back; while it is still being carried out
 *     the best that is known, for example when it began
 * @param state the plan's, for example {@code executed}
 * @param identities whose calls should fail, by their ids in the incident's lineage
 * @param cut users and roles whose access ended or shrank
 * @param slots what its steps have set
 * @param requestIds of our own calls for it, as far as they are known
 * @param undo whether it takes another plan back, and so cuts nobody
 */
public record Case(
        long plan,
        long incident,
        Level level,
        Instant cutOff,
        Instant effectiveAt,
        String state,
        Set<Long> identities,
        Set<PrincipalRef> cut,
        List<Slot> slots,
        Set<String> requestIds,
        boolean undo) {

    /** State of a plan whose steps have taken effect and that isn't proved yet. */
    public static final String EXECUTED = "executed";

    public static final String VERIFIED = "verified";
    public static final String UNPROVEN = "unproven";
    public static final String CONTESTED = "contested";

    public Case {
        Objects.requireNonNull(level);
        Objects.requireNonNull(cutOff);
        Objects.requireNonNull(effectiveAt);
        Objects.requireNonNull(state);
        identities = Set.copyOf(identities);
        cut = Set.copyOf(cut);
        slots = List.copyOf(slots);
        requestIds = Set.copyOf(requestIds);
    }

    /** Whether there is something to prove: its steps are carried out, and it isn't undone. */
    boolean provable() {
        return Set.of(EXECUTED, VERIFIED, UNPROVEN, CONTESTED).contains(state);
    }

    /** The second in which the last cut took effect: CloudTrail tells no more of a call than its second. */
    Instant fromSecond() {
        return effectiveAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** From when on no call may succeed: what happens while a change spreads is no failure of it. */
    Instant start(Duration propagation) {
        return effectiveAt.plus(propagation);
    }
}
