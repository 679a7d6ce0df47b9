package io.stakeout.notify.slack.in;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;

/**
 * Which deeds were begun, by all nodes: a delivery that comes again, or a button that is pressed twice, finds that it was
 * done. A deed that was begun and lost with its node isn't done by itself: the person sees nothing happen and does it
 * again. Kept for a day, which is longer than Slack repeats anything. Thread-safe.
 */
@ApplicationScoped
class Acts {

    /** Slack repeats an event for about an hour (Events API, "Retries"), an envelope of a socket for seconds. */
    static final Duration KEPT = Duration.ofDays(1);

    /** Two presses within this are one. */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(5);

    private final AgroalDataSource database;
    private final Clock clock;

    Acts(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether this delivery comes for the first time. */
    boolean first(String delivery) {
        return begin("delivery:" + delivery, KEPT);
    }

    /** Whether this wasn't begun a moment ago, by whichever delivery. */
    boolean noDoubleClick(String what) {
        return begin("deed:" + what, DOUBLE_CLICK);
    }

    private boolean begin(String key, Duration within) {
        return QuarkusTransaction.requiringNew().call(() -> inserted(key, within));
    }

    private boolean inserted(String key, Duration within) {
        String sql = "insert into slack_act (key, at) values (?, ?) on conflict (key) do update set at = excluded.at"
                + " where slack_act.at <= ? returning key";
        Instant now = clock.instant();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, key);
            insert.setTimestamp(2, Timestamp.from(now));
            insert.setTimestamp(3, Timestamp.from(now.minus(within)));
            try (ResultSet row = insert.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what came from Slack can't be written down", e);
        }
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forget() {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from slack_act where at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(KEPT)));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("what came from Slack long ago can't be forgotten", e);
        }
    }
}
