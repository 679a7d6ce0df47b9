package io.stakeout.audit;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import org.jboss.logging.Logger;

/** Writes anchors: to the log, and to each channel. Thread-safe; one anchor at a time. */
@Singleton
class AnchorWriter {

    private static final Logger LOG = Logger.getLogger(AnchorWriter.class);

    /** Of each channel that fails: a day of them. When they are more, the oldest go, and that is said. */
    private static final int WAITING = 144;

    private final AuditTable table;
    private final List<AnchorChannel> channels;
    private final Clock clock;
    private final Map<AnchorChannel, Deque<Anchor>> waiting = new HashMap<>();
    private Optional<Anchor> newest = Optional.empty();

    AnchorWriter(AuditTable table, @All List<AnchorChannel> channels, Clock clock) {
        this.table = table;
        this.channels = List.copyOf(channels);
        this.clock = clock;
    }

    /**
     * Anchors what is committed now, unless that is anchored already, and offers failed channels what they haven't yet.
     *
     * @throws RuntimeException when the record can't be read; a failing channel is logged only
     */
    synchronized void write() {
        Optional<Anchor> moved = table.head()
                .map(head -> new Anchor(clock.instant(), head.line().id(), head.hash()))
                .filter(anchor -> newest.map(last -> !same(last, anchor)).orElse(true));
        moved.ifPresent(anchor -> {
            LOG.infof("audit anchor count=%d head=%s", anchor.lines(), anchor.head());
            newest = moved;
        });
        for (AnchorChannel channel : channels) {
            Deque<Anchor> due = waiting.computeIfAbsent(channel, c -> new ArrayDeque<>());
            moved.ifPresent(due::add);
            offer(channel, due);
        }
    }

    private static boolean same(Anchor one, Anchor other) {
        return one.lines() == other.lines() && one.head().equals(other.head());
    }

    private static void offer(AnchorChannel channel, Deque<Anchor> due) {
        try {
            while (!due.isEmpty()) {
                channel.keep(due.element());
                due.remove();
            }
        } catch (RuntimeException e) {
            LOG.errorf(
                    "audit anchors are not kept, tried again with the next channel=%s waiting=%d cause=\"%s\"",
                    channel.name(), due.size(), e);
            while (due.size() > WAITING) {
                Anchor lost = due.remove();
                LOG.errorf(
                        "audit anchor given up channel=%s count=%d head=%s", channel.name(), lost.lines(), lost.head());
            }
        }
    }
}
