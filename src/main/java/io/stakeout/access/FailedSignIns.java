package io.stakeout.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Records failed sign-ins, so many a minute; those beyond are counted in the next line. An unknown name isn't recorded:
 * people type their password there.
 */
@ApplicationScoped
class FailedSignIns {

    private static final int LINES_A_MINUTE = 30;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Event<AccessAct> acts;
    private final Clock clock;
    private Instant minute = Instant.EPOCH;
    private int lines;
    private long unrecorded;

    FailedSignIns(Event<AccessAct> acts, Clock clock) {
        this.acts = acts;
        this.clock = clock;
    }

    void record(Optional<Actor> operator, String address) {
        Optional<Long> before = takeLine();
        before.ifPresent(missed -> {
            String subject = operator.map(actor -> "operator:" + actor.name()).orElse("");
            Map<String, Object> details =
                    missed == 0 ? Map.of("address", address) : Map.of("address", address, "unrecordedBefore", missed);
            QuarkusTransaction.requiringNew()
                    .run(() -> acts.fire(new AccessAct(Actor.STAKEOUT, "signin.failed", subject, details)));
        });
    }

    /** A line of this minute and how many failures had none before it; empty when the minute's lines are used up. */
    private synchronized Optional<Long> takeLine() {
        Instant now = Instant.now(clock);
        if (!now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            lines = 0;
        }
        if (lines >= LINES_A_MINUTE) {
            unrecorded++;
            return Optional.empty();
        }
        lines++;
        long missed = unrecorded;
        unrecorded = 0;
        return Optional.of(missed);
    }
}
