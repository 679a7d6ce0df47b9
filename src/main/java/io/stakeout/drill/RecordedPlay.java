package io.stakeout.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.stakeout.ingest.ReplayLane;
import io.stakeout.ingest.Tally;

/** A real attack that was recorded, its times moved to now. */
final class RecordedPlay implements Play {

    /** The attack has been going on when the room opens, as it is when one is called. */
    private static final Duration ALREADY_GOING_ON = Duration.ofSeconds(25);

    private final ReplayLane lane;
    private final Clock clock;

    RecordedPlay(ReplayLane lane, Clock clock) {
        this.lane = lane;
        this.clock = clock;
    }

    @Override
    public String leakedKey() {
        return RecordedAttack.LEAKED_KEY;
    }

    /** The recording has no day before: caps in percent refuse in it. */
    @Override
    public void prepare(BooleanSupplier stopped) {}

    @Override
    public void perform(BooleanSupplier stopped, Consumer<String> room) {
        Instant firstCall = clock.instant().minus(ALREADY_GOING_ON);
        ReplayLane.Performance performance = lane.start("drill", stopped);
        RecordedAttack.deliveries(firstCall).stream()
                .filter(delivery -> !delivery.due().isBefore(firstCall))
                .forEach(delivery -> performance.play(delivery.envelope(), delivery.due()));
        Tally tally = performance.end();
        if (!stopped.getAsBoolean()) {
            room.accept(String.format(
                    Locale.ROOT,
                    "the recorded attack has ended: %,d of %,d calls were the suspect's",
                    tally.matched(),
                    tally.events()));
        }
    }

    @Override
    public void close() {}
}
