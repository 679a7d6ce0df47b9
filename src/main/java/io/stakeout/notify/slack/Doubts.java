package io.stakeout.notify.slack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Which messages may stand in Slack although nobody has said so: the answer got lost. Kept, since the next attempt may be
 * another process's. Thread-safe, over all nodes.
 */
@Singleton
class Doubts {

    private static final Duration KEPT = Duration.ofDays(7);

    private final AgroalDataSource database;
    private final Clock clock;

    Doubts(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean about(String key) {
        return with("select 1 from slack_doubt where key = ?", statement -> {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        });
    }

    void begin(String key) {
        Instant now = clock.instant();
        with("insert into slack_doubt (key, since) values (?, ?) on conflict do nothing", statement -> {
            statement.setString(1, key);
            statement.setTimestamp(2, Timestamp.from(now));
            return statement.executeUpdate();
        });
        with("delete from slack_doubt where since < ?", statement -> {
            statement.setTimestamp(1, Timestamp.from(now.minus(KEPT)));
            return statement.executeUpdate();
        });
    }

    void end(String key) {
        with("delete from slack_doubt where key = ?", statement -> {
            statement.setString(1, key);
            return statement.executeUpdate();
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.on(statement);
            } catch (SQLException e) {
                throw new IllegalStateException("what is kept of Slack can't be read or written", e);
            }
        });
    }
}
