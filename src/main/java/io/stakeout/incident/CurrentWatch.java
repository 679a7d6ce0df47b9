package io.stakeout.incident;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;

import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

/**
 * The watchlist in force: suspects of all open incidents. A snapshot behind a volatile reference. A change that this
 * process commits makes it stale at once, also when a reload was under way meanwhile; a change by another process
 * shows with the next beat.
 */
@ApplicationScoped
public class CurrentWatch {

    private record Snapshot(long generation, Watchlist list) {}

    private final AtomicLong generation = new AtomicLong();
    private volatile Snapshot snapshot = new Snapshot(-1, Watchlist.empty());

    /** The snapshot now; read it once per batch. */
    public Watchlist snapshot() {
        Snapshot now = snapshot;
        return now.generation == generation.get() ? now.list : reload();
    }

    /** Only the suspects of one incident, for what is brought to it alone. */
    @Transactional
    public Watchlist of(long incident) {
        return Watchlist.of(SuspectRow.watchedFor(incident).stream()
                .map(row -> new Watch(incident, row.suspect()))
                .toList());
    }

    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) WatchChanged changed) {
        generation.incrementAndGet();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        reload();
    }

    private Watchlist reload() {
        long before = generation.get();
        Watchlist fresh = Watchlist.of(QuarkusTransaction.requiringNew().call(CurrentWatch::read));
        snapshot = new Snapshot(before, fresh);
        return fresh;
    }

    private static List<Watch> read() {
        Map<Long, IncidentRow> open = IncidentRow.<IncidentRow>list("state = 'watching'").stream()
                .collect(Collectors.toMap(row -> row.id, Function.identity()));
        return SuspectRow.<SuspectRow>list("removedAt is null").stream()
                .filter(row -> open.containsKey(row.incidentId))
                .map(row -> new Watch(row.incidentId, row.suspect()))
                .toList();
    }
}
