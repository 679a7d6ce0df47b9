package io.stakeout.web.live;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.stakeout.incident.EntryLine;

/**
 * Runs one room's reads one after the other: at once after silence, else no more often than every 100 ms. A read that
 * found nothing new, as the second hint about the same entry or a beat brings it, must not keep the next entry waiting.
 * Thread-safe.
 */
final class Pump {

    /** What a room does when it is its turn. */
    interface Turn {
        /**
         * @param committed what may be told without a read, when it comes next; may be empty
         * @param unread whether there was a hint about more than that
         * @return whether anything was new
         */
        boolean take(List<EntryLine> committed, boolean unread);
    }

    private static final Logger LOG = Logger.getLogger(Pump.class);
    private static final long CALM = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CALM_AFTER_NOTHING = TimeUnit.MILLISECONDS.toNanos(10);

    private final long incident;
    private final ScheduledExecutorService worker;
    private final Turn turn;
    private boolean scheduled;
    private boolean unread;
    private List<EntryLine> committed = List.of();
    private long notBefore = System.nanoTime();

    Pump(long incident, ScheduledExecutorService worker, Turn turn) {
        this.incident = incident;
        this.worker = worker;
        this.turn = turn;
    }

    /** @param entries that were committed; kept after silence only, else the read that is to come finds them */
    synchronized void wanted(List<EntryLine> entries) {
        long wait = Math.max(0, notBefore - System.nanoTime());
        if (!scheduled && wait == 0 && !entries.isEmpty()) {
            committed = entries;
        } else {
            unread = true;
        }
        if (!scheduled && !worker.isShutdown()) {
            scheduled = true;
            worker.schedule(this::run, wait, TimeUnit.NANOSECONDS);
        }
    }

    private void run() {
        List<EntryLine> mine;
        boolean more;
        synchronized (this) {
            mine = committed;
            more = unread;
            committed = List.of();
            unread = false;
            scheduled = false;
            notBefore = System.nanoTime() + CALM;
        }
        try {
            calm(turn.take(mine, more));
        } catch (RuntimeException e) {
            LOG.warnf("room not read, the next beat tries again incident=%d cause=\"%s\"", incident, e.getMessage());
        }
    }

    private synchronized void calm(boolean somethingNew) {
        if (!somethingNew) {
            notBefore = System.nanoTime() + CALM_AFTER_NOTHING;
        }
    }
}
