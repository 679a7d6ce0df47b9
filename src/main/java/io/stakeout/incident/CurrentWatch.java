package io.stakeout.incident;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

/**
 * The watchlist in force: suspects of all open incidents, and whom their lineages lead to. A snapshot behind a volatile
 * reference. A change that this process commits, or that PostgreSQL announces for another, makes it stale at once, also when a reload was under way
 * meanwhile; an announcement that was missed is healed by the next beat. Each snapshot that differs is published
 * ({@link WatchPublished}) after it can be seen.
 */
@ApplicationScoped
public class CurrentWatch {

    private static final Logger LOG = Logger.getLogger(CurrentWatch.class);

    /** A lane reads it anew after a tenth of a second, or after ten times as long as reading took. */
    private static final long CALM_NANOS = 100_000_000;

    private static final int CALM_TIMES = 10;
    private static final long LONGEST_WAIT_NANOS = 500_000_000;

    private record Snapshot(long generation, Watchlist list) {}

    private final Lineages lineages;
    private final Event<WatchPublished> published;
    private final AtomicLong generation = new AtomicLong();
    private final ExecutorService reloads = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "stakeout-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long readAt;
    private volatile long readingTook;
    private volatile Snapshot snapshot = new Snapshot(-1, Watchlist.empty());

    CurrentWatch(Lineages lineages, Event<WatchPublished> published) {
        this.lineages = lineages;
        this.published = published;
    }

    /**
     * The snapshot now; read it once per batch. A stale one is read anew on the calling thread.
     *
     * @throws RuntimeException when the database has not answered since the process began; later the newest known
     *     snapshot is given instead, and what it misses is found in the lookback
     */
    public Watchlist snapshot() {
        Snapshot now = snapshot;
        if (now.generation == generation.get()) {
            return now.list;
        }
        try {
            return reload();
        } catch (RuntimeException e) {
            if (now.generation < 0) {
                throw e;
            }
            LOG.debugf("the watchlist can't be read anew cause=\"%s\"", e.getMessage());
            return now.list;
        }
    }

    /**
     * The same for what is kept in the lookback: a stale one is not read anew when that was done a moment ago. When a
     * suspect mints credentials all the time, the lanes don't wait for each of them, and what they let pass meanwhile is
     * found in the lookback.
     */
    public Watchlist lately() {
        Snapshot now = snapshot;
        return now.generation >= 0 && isCalm() ? now.list : snapshot();
    }

    private boolean isCalm() {
        return System.nanoTime() - readAt < Math.max(CALM_NANOS, CALM_TIMES * readingTook);
    }

    /** The snapshot that was published last; never asks the database. */
    public Watchlist published() {
        return snapshot.list;
    }

    /** Only those of one incident, for what is brought to it alone. */
    @Transactional
    public Watchlist of(long incident) {
        return Watchlist.of(lineages.watches(List.of((IncidentRow) IncidentRow.findById(incident))));
    }

    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) WatchChanged changed) {
        stale();
    }

    /** Hears of this process's own changes too; the first of both to come does the work. */
    void onAnnouncement(@Observes WatchAnnounced announced) {
        stale();
    }

    /** Makes the snapshot stale and has it read anew on a thread of its own; called where no I/O is allowed. */
    public void stale() {
        generation.incrementAndGet();
        if (!reloads.isShutdown()) {
            reloads.execute(this::catchUp);
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        reloads.shutdownNow();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        reloadOrWait();
    }

    /** Many changes at once are read once, and a watch that grows all the time leaves time for everything else. */
    private void catchUp() {
        if (snapshot.generation != generation.get()) {
            LockSupport.parkNanos(Math.min(LONGEST_WAIT_NANOS, 2 * readingTook));
            reloadOrWait();
        }
    }

    /** When the database is away the next beat tries again. */
    private void reloadOrWait() {
        try {
            reload();
        } catch (RuntimeException e) {
            LOG.warnf("the watchlist can't be read, the next beat tries again cause=\"%s\"", e.getMessage());
        }
    }

    private Watchlist reload() {
        long before = generation.get();
        long begun = System.nanoTime();
        List<Watch> watches = QuarkusTransaction.requiringNew().call(this::read);
        readAt = System.nanoTime();
        readingTook = readAt - begun;
        return publish(before, Set.copyOf(watches));
    }

    /** An unchanged list stays the same object: what was built from it is still good. */
    private Watchlist publish(long read, Set<Watch> watches) {
        Watchlist now;
        synchronized (this) {
            Snapshot old = snapshot;
            boolean same = old.list.watches().equals(watches);
            if (read < old.generation || same && read == old.generation) {
                return old.list;
            }
            now = same ? old.list : Watchlist.of(watches);
            snapshot = new Snapshot(read, now);
            if (same) {
                return now;
            }
        }
        published.fire(new WatchPublished(now));
        return now;
    }

    private List<Watch> read() {
        return lineages.watches(IncidentRow.list("state = 'watching'"));
    }
}
