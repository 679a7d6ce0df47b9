package io.stakeout.ingest.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.stakeout.ingest.StreamState;
import io.stakeout.ingest.StreamState.Phase;

/** Puts together what the parts of the consumer know about how it is, and tells {@link StreamState}. Thread-safe. */
final class LaneCondition {

    /** A first start needs up to a minute; who has no shard by then leaves them to other nodes. */
    private static final Duration STANDBY = Duration.ofSeconds(75);

    private static final String FIRST_START = "The consumer is starting: the first start of an application name, and a"
            + " start after an unclean stop, take up to a minute.";

    private static final String NO_SHARD = "This node holds no shard; other nodes do.";

    private final StreamState state;
    private final KinesisTrouble trouble;
    private final Clock clock;
    private final Set<String> held = new HashSet<>();
    private final Map<String, String> waiting = new TreeMap<>();
    private Phase phase = Phase.STARTING;
    private Optional<String> failure = Optional.empty();
    private Optional<Instant> started = Optional.empty();
    private boolean everHeld;

    LaneCondition(StreamState state, KinesisTrouble trouble, Clock clock) {
        this.state = state;
        this.trouble = trouble;
        this.clock = clock;
    }

    /** A life of the consumer begins. */
    synchronized void starting() {
        phase = Phase.STARTING;
        forgetShards();
        refresh();
    }

    /** The client library has found its tables and shards. */
    synchronized void started() {
        if (phase == Phase.STARTING) {
            started = Optional.of(clock.instant());
            refresh();
        }
    }

    /** @param why one sentence for people */
    synchronized void restarting(String why) {
        phase = Phase.RESTARTING;
        failure = Optional.of(why);
        forgetShards();
        refresh();
    }

    synchronized void stopped() {
        phase = Phase.STOPPED;
        forgetShards();
        refresh();
    }

    synchronized void holds(String shard) {
        held.add(shard);
        if (phase == Phase.STARTING) {
            phase = Phase.RUNNING;
            failure = Optional.empty();
        }
        everHeld = true;
        refresh();
    }

    synchronized void released(String shard) {
        held.remove(shard);
        waiting.remove(shard);
        refresh();
    }

    synchronized void waits(String shard, String why) {
        waiting.put(shard, why);
        refresh();
    }

    synchronized void goesOn(String shard) {
        waiting.remove(shard);
        refresh();
    }

    void refilling(int shards) {
        state.refilling(shards);
    }

    /** Called now and then, since time and trouble pass by themselves. */
    synchronized void refresh() {
        if (phase == Phase.STARTING && started.filter(this::longAgo).isPresent()) {
            phase = Phase.RUNNING;
            failure = Optional.empty();
        }
        if (phase == Phase.RUNNING && !waiting.isEmpty()) {
            state.become(Phase.WAITING, waiting.values().stream().findFirst());
        } else {
            state.become(phase, why());
        }
    }

    private boolean longAgo(Instant then) {
        return !clock.instant().isBefore(then.plus(STANDBY));
    }

    private Optional<String> why() {
        return switch (phase) {
            case STARTING -> joined(Optional.of(failure.orElse(FIRST_START)), troubled());
            case RUNNING -> joined(held.isEmpty() && !everHeld ? Optional.of(NO_SHARD) : Optional.empty(), troubled());
            case RESTARTING -> failure;
            default -> Optional.empty();
        };
    }

    private Optional<String> troubled() {
        return trouble.view().sentence();
    }

    private static Optional<String> joined(Optional<String> one, Optional<String> other) {
        return Stream.of(one, other).flatMap(Optional::stream).reduce((a, b) -> a + " " + b);
    }

    private void forgetShards() {
        held.clear();
        waiting.clear();
        started = Optional.empty();
        everHeld = false;
    }
}
