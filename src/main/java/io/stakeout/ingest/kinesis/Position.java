package io.stakeout.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;

/** Where a shard is begun of which nobody has read anything yet. */
sealed interface Position {

    /** The oldest record that the stream still has. */
    record TrimHorizon() implements Position {}

    /** What arrives from now on; what arrives during the first start, up to a minute, is lost. */
    record Latest() implements Position {}

    record At(Instant instant) implements Position {}

    record Ago(Duration duration) implements Position {}

    /** @throws IllegalArgumentException with a sentence for people */
    static Position parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "trim-horizon" -> new TrimHorizon();
            case "latest" -> new Latest();
            default -> time(text);
        };
    }

    private static Position time(String text) {
        try {
            if (!text.toUpperCase(Locale.ROOT).startsWith("P")) {
                return new At(Instant.parse(text));
            }
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return new Ago(duration);
            }
        } catch (DateTimeParseException e) {
            // told below, with what is allowed
        }
        throw new IllegalArgumentException("stakeout.kinesis.position is '" + text
                + "': use trim-horizon, latest, a time such as 2026-01-31T12:00:00Z, or how long ago such as PT30M.");
    }

    /** When it begins in time; empty for the two ends of the stream. */
    default Optional<Instant> since(Instant now) {
        if (this instanceof At at) {
            return Optional.of(at.instant());
        }
        return this instanceof Ago ago ? Optional.of(now.minus(ago.duration())) : Optional.empty();
    }

    /** As the client library wants it. */
    default InitialPositionInStreamExtended from(Instant now) {
        Optional<Instant> since = since(now);
        if (since.isPresent()) {
            return InitialPositionInStreamExtended.newInitialPositionAtTimestamp(Date.from(since.get()));
        }
        return InitialPositionInStreamExtended.newInitialPosition(
                this instanceof Latest ? InitialPositionInStream.LATEST : InitialPositionInStream.TRIM_HORIZON);
    }
}
