package io.stakeout.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A signal that was told before.
 *
 * @param toldAt when its room heard of it last
 * @param toldScore the score that the room heard last
 */
record Known(
        long id,
        byte[] firstBody,
        byte[] lastBody,
        Outcome outcome,
        Optional<Long> incident,
        Optional<Instant> toldAt,
        int toldScore,
        long count) {

    /** Nobody wants to read more often that nothing has changed. */
    private static final Duration CALM = Duration.ofHours(1);

    boolean said(byte[] body) {
        return Arrays.equals(firstBody, body) || Arrays.equals(lastBody, body);
    }

    boolean inRoom() {
        return outcome == Outcome.OPENED || outcome == Outcome.JOINED;
    }

    /** Whether its room should hear that it was told once more. */
    boolean news(int score, Instant now) {
        return score > toldScore
                || toldAt.map(at -> !now.isBefore(at.plus(CALM))).orElse(true);
    }
}
