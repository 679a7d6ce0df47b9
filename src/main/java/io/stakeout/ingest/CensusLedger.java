package io.stakeout.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

/**
 * Writes {@link Census} and {@link ContextUsage} down every ten seconds and keeps seven days of them. Its failures cost
 * nothing but counts: what could not be written is tried again with the next, within the bounds of both.
 */
@ApplicationScoped
class CensusLedger {

    private static final Logger LOG = Logger.getLogger(CensusLedger.class);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final long HOUR_MILLIS = 3_600_000;

    /** Rows are locked in one order, since other nodes write the same ones. */
    private static final Comparator<Census.Active> IN_ORDER = Comparator.comparing(Census.Active::account)
            .thenComparingLong(Census.Active::hour)
            .thenComparing(Census.Active::principal);

    private static final Comparator<ContextUsage.Used> USED_IN_ORDER = Comparator.comparing(
                    ContextUsage.Used::identifier)
            .thenComparingLong(ContextUsage.Used::hour)
            .thenComparing(ContextUsage.Used::kind)
            .thenComparing(ContextUsage.Used::value);

    private final Census census;
    private final ContextUsage usage;
    private final AgroalDataSource database;
    private final Clock clock;

    CensusLedger(Census census, ContextUsage usage, AgroalDataSource database, Clock clock) {
        this.census = census;
        this.usage = usage;
        this.database = database;
        this.clock = clock;
    }

    /** Afterwards all that was counted before is written, or will be tried again; whoever asks waits for another. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void flush() {
        List<Census.Active> active = census.drain();
        List<ContextUsage.Used> used = usage.drain();
        if (active.isEmpty() && used.isEmpty()) {
            return;
        }
        try {
            QuarkusTransaction.requiringNew().run(() -> write(active, used));
        } catch (RuntimeException e) {
            LOG.warnf("census not written, tried again in 10 s cause=\"%s\"", e.getMessage());
            active.forEach(census::add);
            usage.restore(used);
        }
    }

    private void write(List<Census.Active> active, List<ContextUsage.Used> used) {
        try (Connection connection = database.getConnection()) {
            insert(connection, active.stream().sorted(IN_ORDER).toList());
            add(connection, used.stream().sorted(USED_IN_ORDER).toList());
        } catch (SQLException e) {
            // its message quotes identifiers
            throw new IllegalStateException("SQL state " + e.getSQLState(), e);
        }
    }

    private void insert(Connection connection, List<Census.Active> all) throws SQLException {
        String sql = "insert into principal_census (account, hour, principal, kind) values (?, ?, ?, ?)"
                + " on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Census.Active active : all) {
                insert.setString(1, active.account());
                insert.setTimestamp(2, at(active.hour()));
                insert.setString(3, active.principal());
                insert.setString(4, active.kind().id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void add(Connection connection, List<ContextUsage.Used> all) throws SQLException {
        String sql = "insert into principal_usage (identifier, hour, kind, value, calls) values (?, ?, ?, ?, ?)"
                + " on conflict (identifier, hour, kind, value)"
                + " do update set calls = principal_usage.calls + excluded.calls";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (ContextUsage.Used used : all) {
                insert.setString(1, used.identifier());
                insert.setTimestamp(2, at(used.hour()));
                insert.setString(3, used.kind().id());
                insert.setString(4, used.value());
                insert.setLong(5, used.calls());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Timestamp at(long hour) {
        return Timestamp.from(Instant.ofEpochMilli(hour * HOUR_MILLIS));
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        QuarkusTransaction.requiringNew().run(() -> {
            Timestamp oldest = Timestamp.from(clock.instant().minus(KEPT));
            try (Connection connection = database.getConnection()) {
                delete(connection, "delete from principal_census where hour < ?", oldest);
                delete(connection, "delete from principal_usage where hour < ?", oldest);
            } catch (SQLException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }

    private static void delete(Connection connection, String sql, Timestamp oldest) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setTimestamp(1, oldest);
            delete.executeUpdate();
        }
    }
}
