package io.stakeout.notify.slack.in;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;

/** How this process hears of Slack, for the status. Thread-safe. */
@Singleton
public class InboundState {

    /** By which way, and whether it stands. */
    public enum Phase {
        /** Neither a signing secret nor an app-level token is set. */
        OFF,
        /** Slack sends to our address. */
        LISTENING,
        /** A socket to Slack is being opened, or will be. */
        CONNECTING,
        /** A socket to Slack is open. */
        CONNECTED
    }

    /**
     * @param since when it became so
     * @param received the newest request of Slack's that was taken
     * @param trouble what went wrong last, and what to do; empty once it is over
     */
    public record View(Phase phase, Instant since, Optional<Instant> received, Optional<String> trouble) {
        public View {
            Objects.requireNonNull(phase);
            Objects.requireNonNull(since);
        }
    }

    private final Clock clock;
    private final MeterRegistry metrics;
    private View view;

    InboundState(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        this.metrics = metrics;
        this.view = new View(Phase.OFF, clock.instant(), Optional.empty(), Optional.empty());
    }

    public synchronized View view() {
        return view;
    }

    synchronized void phase(Phase phase) {
        if (phase != view.phase) {
            view = new View(phase, clock.instant(), view.received, view.trouble);
        }
    }

    synchronized void received(Call call) {
        metrics.counter("stakeout.slack.received", "kind", kind(call)).increment();
        view = new View(view.phase, view.since, Optional.of(clock.instant()), view.trouble);
    }

    /** Something that was sent in Slack's name and wasn't taken. */
    void refused(String why) {
        metrics.counter("stakeout.slack.refused", "why", why).increment();
    }

    synchronized void trouble(String what) {
        view = new View(view.phase, view.since, view.received, Optional.of(what));
    }

    synchronized void fine() {
        view = new View(view.phase, view.since, view.received, Optional.empty());
    }

    private static String kind(Call call) {
        return call.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
