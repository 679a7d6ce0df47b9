package io.stakeout.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** How the consumer of the stream is, for people: status page, room, readiness. Thread-safe. */
@ApplicationScoped
public class StreamState {

    /** What the consumer is doing. */
    public enum Phase {
        /** No stream is configured. */
        OFF,
        /** It has been started and has no shard yet; the first start of an application name takes up to a minute. */
        STARTING,
        /** Records flow, or would if there were any. */
        RUNNING,
        /** It holds shards and waits for the database; nothing is read on, nothing is lost. */
        WAITING,
        /** It has failed and is started again after a pause. */
        RESTARTING,
        /** It was told to stop. */
        STOPPED
    }

    /**
     * @param why one sentence for people, when there is something to say
     * @param refilling shards whose lookback is still being read again from the stream
     */
    public record View(Phase phase, Optional<String> why, Instant since, int refilling) {
        public View {
            Objects.requireNonNull(phase);
            Objects.requireNonNull(why);
            Objects.requireNonNull(since);
        }
    }

    private final Clock clock;
    private volatile View view;

    public StreamState(Clock clock) {
        this.clock = clock;
        this.view = new View(Phase.OFF, Optional.empty(), clock.instant(), 0);
    }

    public View view() {
        return view;
    }

    /** The time of the change is kept while the phase stays the same. */
    public synchronized void become(Phase phase, Optional<String> why) {
        Instant since = view.phase == phase ? view.since : clock.instant();
        view = new View(phase, why, since, view.refilling);
    }

    public synchronized void refilling(int shards) {
        view = new View(view.phase, view.why, view.since, shards);
    }
}
