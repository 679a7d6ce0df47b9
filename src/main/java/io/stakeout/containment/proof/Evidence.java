package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that speaks for or against a cut, beside the clock.
 *
 * @param sessions credentials that the lineage was handed after the cut, in words
 * @param moves counter-moves that took effect and aren't ours, in words
 * @param lastMove when the newest of them reached us
 * @param tampering calls on our own pipeline since the cut-off that took effect, in words
 * @param readBack what was read of the steps; empty while nothing was
 * @param readBackAt when that was
 */
record Evidence(
        Calls calls,
        List<String> sessions,
        List<String> moves,
        Optional<Instant> lastMove,
        List<String> tampering,
        List<ReadBackLine> readBack,
        Optional<Instant> readBackAt) {

    Evidence {
        Objects.requireNonNull(calls);
        sessions = List.copyOf(sessions);
        moves = List.copyOf(moves);
        Objects.requireNonNull(lastMove);
        tampering = List.copyOf(tampering);
        readBack = List.copyOf(readBack);
        Objects.requireNonNull(readBackAt);
    }

    boolean holds() {
        return !readBack.isEmpty() && readBack.stream().allMatch(ReadBackLine::ok);
    }

    Optional<ReadBackLine> broken() {
        return readBack.stream().filter(line -> !line.ok()).findFirst();
    }
}
