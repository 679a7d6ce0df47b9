package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.CallWitness;
import io.stakeout.incident.Lane;
import io.stakeout.incident.RecordingFailed;

/**
 * Notices calls that take a containment back, by what they are done to. Which principals are under containment is read
 * every five seconds, and a second after a plan has begun or ended here. Calls that came shortly before a node knew of a
 * plan are kept in memory, and looked at once it does. Thread-safe.
 */
@ApplicationScoped
class CounterMoves implements CallWitness {

    private static final Logger LOG = Logger.getLogger(CounterMoves.class);
    private static final int BEATS = 5;

    private final Cases cases;
    private final AgroalDataSource database;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final RecentCalls recent = new RecentCalls();
    private volatile Guarded guarded = Guarded.of(List.of());
    private volatile boolean stale = true;
    private boolean failing;
    private int beats;

    CounterMoves(Cases cases, AgroalDataSource database, Clock clock, MeterRegistry metrics) {
        this.cases = cases;
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public boolean concerns(CloudTrailRecord record) {
        if (MoveKind.of(record).isEmpty()) {
            return false;
        }
        recent.add(record, clock.instant());
        return guarded.concerns(record);
    }

    @Override
    public void record(CloudTrailRecord record, Lane lane, Instant arrivedAt) {
        write(record, guarded.moves(record), arrivedAt);
    }

    private void write(CloudTrailRecord record, List<CounterMove> moves, Instant arrivedAt) {
        if (moves.isEmpty()) {
            return;
        }
        try {
            long fresh = QuarkusTransaction.requiringNew().call(() -> insert(record, moves, arrivedAt));
            if (fresh > 0) {
                metrics.counter(
                                "stakeout.containment.countermoves",
                                "outcome",
                                moves.get(0).outcome().id())
                        .increment(fresh);
            }
        } catch (RuntimeException e) {
            throw RecordingFailed.from(e);
        }
    }

    private long insert(CloudTrailRecord record, List<CounterMove> moves, Instant arrivedAt) {
        long fresh = 0;
        try (Connection connection = database.getConnection()) {
            if (OwnCalls.include(record, connection)) {
                return 0;
            }
            MoveTable table = new MoveTable(connection);
            for (CounterMove move : moves) {
                fresh += table.insert(move, arrivedAt, record.principal().accessKeyId()) ? 1 : 0;
            }
        } catch (SQLException e) {
            throw new RecordingFailed("counter-move not recorded", e);
        }
        return fresh;
    }

    /** Only a hint: the next beat reads it. */
    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) ContainmentChanged changed) {
        stale = true;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        beats = (beats + 1) % BEATS;
        if (stale || beats == 0) {
            reloadOrWait();
        }
    }

    private void reloadOrWait() {
        stale = false;
        try {
            reload();
            failing = false;
        } catch (RuntimeException e) {
            stale = true;
            if (!failing) {
                LOG.warnf("what is under containment can't be read, trying again cause=\"%s\"", e.getMessage());
            }
            failing = true;
        }
    }

    /** Publish first, then look back: whichever of a call and a plan comes second sees the other. */
    void reload() {
        Guarded before = guarded;
        Guarded now = Guarded.of(cases.toProve());
        guarded = now;
        try {
            if (!before.plans().containsAll(now.plans())) {
                recent.each((record, arrivedAt) -> write(record, now.moves(record), arrivedAt));
            }
        } catch (RuntimeException e) {
            guarded = before;
            throw e;
        }
    }
}
