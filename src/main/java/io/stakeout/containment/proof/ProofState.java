package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A proof as it is kept between two looks.
 *
 * @param clock empty before the first look
 * @param readingSince when a node began to read back
 * @param verifiedAt when it was verified first
 */
record ProofState(
        Calls calls,
        Optional<QuietClock> clock,
        List<ReadBackLine> readBack,
        Optional<Instant> readBackAt,
        Optional<Instant> readingSince,
        Optional<Instant> verifiedAt,
        String text) {

    ProofState {
        Objects.requireNonNull(calls);
        Objects.requireNonNull(clock);
        readBack = List.copyOf(readBack);
        Objects.requireNonNull(readBackAt);
        Objects.requireNonNull(readingSince);
        Objects.requireNonNull(verifiedAt);
        Objects.requireNonNull(text);
    }

    ProofState seen(Calls now, QuietClock moved) {
        return new ProofState(now, Optional.of(moved), readBack, readBackAt, readingSince, verifiedAt, text);
    }

    ProofState reading(Instant since) {
        return new ProofState(calls, clock, readBack, readBackAt, Optional.of(since), verifiedAt, text);
    }

    ProofState found(Finding.Kind kind, String words, Instant now) {
        boolean first = kind == Finding.Kind.VERIFIED && verifiedAt.isEmpty();
        Optional<Instant> verified = first ? Optional.of(now) : verifiedAt;
        return new ProofState(calls, clock, readBack, readBackAt, readingSince, verified, words);
    }
}
