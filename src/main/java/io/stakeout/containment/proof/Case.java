package io.stakeout.containment.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/**
 * A plan that has changed something in AWS, as far as its proof needs it.
 *
 * @param plan its id
 * @param state the plan's, for example {@code executed}
 * @param covers which calls of whom should fail, by their ids in the incident's lineage; of its lineage everybody is there
 * @param cut users and roles whose access ended or shrank
 * @param slots what its steps have set
 * @param requestIds of our own calls for it, as far as they are known
 * @param undo whether it takes another plan back, and so cuts nobody
 */
public record Case(
        long plan,
        long incident,
        Level level,
        Times times,
        String state,
        Map<Long, Cover> covers,
        Set<PrincipalRef> cut,
        List<Slot> slots,
        Set<String> requestIds,
        boolean undo) {

    /** State of a plan whose steps have taken effect and that isn't proved yet. */
    public static final String EXECUTED = "executed";

    public static final String VERIFIED = "verified";
    public static final String UNPROVEN = "unproven";
    public static final String CONTESTED = "contested";

    /**
     * When what happened.
     *
     * @param drafted as of when its lineage is known: who came into it later isn't in the plan
     * @param cutOff the time that documents name: sessions issued before are cut
     * @param effectiveAt when the last cut took effect, at first or when it was put back; while it is still being carried
     *     out the best that is known, for example when it began
     * @param settledAt when the last write held, of the cut-off that is written once more too; the same where there is none
     */
    public record Times(Instant drafted, Instant cutOff, Instant effectiveAt, Instant settledAt) {
        public Times {
            Objects.requireNonNull(drafted);
            Objects.requireNonNull(cutOff);
            Objects.requireNonNull(effectiveAt);
            Objects.requireNonNull(settledAt);
        }
    }

    public Case {
        Objects.requireNonNull(level);
        Objects.requireNonNull(times);
        Objects.requireNonNull(state);
        covers = Map.copyOf(covers);
        cut = Set.copyOf(cut);
        slots = List.copyOf(slots);
        requestIds = Set.copyOf(requestIds);
    }

    /** Whether there is something to prove: its steps are carried out, and it isn't undone. */
    boolean provable() {
        return Set.of(EXECUTED, VERIFIED, UNPROVEN, CONTESTED).contains(state);
    }

    /** With those who joined its lineage since it was drafted. */
    Case with(Map<Long, Cover> heirs) {
        Map<Long, Cover> all = new TreeMap<>(heirs);
        all.putAll(covers);
        return new Case(plan, incident, level, times, state, all, cut, slots, requestIds, undo);
    }

    /** Of whom at least something is stopped. */
    Set<Long> stopped() {
        return covers.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(Cover.NONE) > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Instant cutOff() {
        return times.cutOff();
    }

    Instant effectiveAt() {
        return times.effectiveAt();
    }

    /** The second in which the last cut took effect: CloudTrail tells no more of a call than its second. */
    Instant fromSecond() {
        return times.effectiveAt().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * From when on no call may succeed: what happens while a change spreads is no failure of it, and a session that was
     * minted while the first spread goes on until the renewal has.
     */
    Instant start(Duration propagation) {
        return times.settledAt().plus(propagation);
    }
}
