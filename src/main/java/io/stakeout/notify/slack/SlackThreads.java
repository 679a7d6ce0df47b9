package io.stakeout.notify.slack;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** What is kept of the incidents in Slack. Each method is a short transaction of its own. Thread-safe, over all nodes. */
@Singleton
class SlackThreads {

    private static final int TOKEN_BYTES = 4;
    private static final String ALL = "select incident_id, token, channel_name, channel_id, root_ts, root_tried,"
            + " root_edited_at, invited, held, held_why, held_since, confirmed, confirmed_by, confirmed_at, created_at"
            + " from slack_thread where incident_id = ?";

    private final AgroalDataSource database;
    private final SlackConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SlackThreads(AgroalDataSource database, SlackConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** What can be done with a statement. */
    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    Optional<SlackThread> find(long incident) {
        return in(ALL, statement -> {
            statement.setLong(1, incident);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        });
    }

    /** The incident's row, made when it isn't there: its name and token never change from then on. */
    SlackThread kept(long incident) {
        return find(incident).orElseGet(() -> {
            make(incident);
            return find(incident).orElseThrow();
        });
    }

    private void make(long incident) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        boolean own = config.place() == SlackConfig.Place.INCIDENT_CHANNELS;
        update(
                "insert into slack_thread (incident_id, token, channel_name, created_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                incident,
                token,
                own ? ChannelName.of(config.channelPrefix(), incident, token) : null,
                Timestamp.from(clock.instant()));
    }

    /**
     * Makes the caller the only one who makes its channel and root message, for this long.
     *
     * @return whether he is
     */
    boolean claim(long incident, Duration lease) {
        Instant now = clock.instant();
        return update(
                        "update slack_thread set opening_until = ? where incident_id = ?"
                                + " and (opening_until is null or opening_until <= ?)",
                        Timestamp.from(now.plus(lease)),
                        incident,
                        Timestamp.from(now))
                > 0;
    }

    void release(long incident) {
        update("update slack_thread set opening_until = null where incident_id = ?", incident);
    }

    void channel(long incident, String id) {
        update("update slack_thread set channel_id = ? where incident_id = ?", id, incident);
    }

    void trying(long incident) {
        update("update slack_thread set root_tried = true where incident_id = ?", incident);
    }

    void root(long incident, String ts) {
        update(
                "update slack_thread set root_ts = ?, root_edited_at = ? where incident_id = ?",
                ts,
                Timestamp.from(clock.instant()),
                incident);
    }

    /** It was deleted in Slack. */
    void rootIsGone(long incident, String ts) {
        update("update slack_thread set root_ts = null where incident_id = ? and root_ts = ?", incident, ts);
    }

    /**
     * Takes the turn to edit the root message.
     *
     * @return whether it is the caller's
     */
    boolean edits(long incident, Duration every) {
        Instant now = clock.instant();
        return update(
                        "update slack_thread set root_edited_at = ? where incident_id = ? and root_ts is not null"
                                + " and (root_edited_at is null or root_edited_at <= ?)",
                        Timestamp.from(now),
                        incident,
                        Timestamp.from(now.minus(every)))
                > 0;
    }

    void invited(long incident, Collection<String> users) {
        QuarkusTransaction.requiringNew().run(() -> {
            Set<String> all = new TreeSet<>(users);
            find(incident).ifPresent(thread -> all.addAll(thread.invited()));
            update("update slack_thread set invited = ? where incident_id = ?", all.toArray(new String[0]), incident);
        });
    }

    /**
     * Because of whom something is held back; nobody ends it.
     *
     * @return whether that is news
     */
    boolean held(long incident, Collection<String> users, Optional<String> why) {
        String[] now = new TreeSet<>(users).toArray(new String[0]);
        return update(
                        "update slack_thread set held = ?, held_why = ?, held_since = case when cardinality(held) = 0"
                                + " then ? else held_since end where incident_id = ?"
                                + " and (held <> ? or held_why is distinct from ?)",
                        now,
                        why.orElse(null),
                        now.length == 0 ? null : Timestamp.from(clock.instant()),
                        incident,
                        now,
                        why.orElse(null))
                > 0;
    }

    /** In the caller's transaction. */
    void confirm(long incident, Collection<String> users, String by) {
        update(
                "update slack_thread set confirmed = ?, confirmed_by = ?, confirmed_at = ?, held = '{}', held_why = null,"
                        + " held_since = null where incident_id = ?",
                new TreeSet<>(users).toArray(new String[0]),
                by,
                Timestamp.from(clock.instant()),
                incident);
    }

    private int update(String sql, Object... values) {
        return in(sql, statement -> {
            for (int i = 0; i < values.length; i++) {
                bind(statement, i + 1, values[i]);
            }
            return statement.executeUpdate();
        });
    }

    private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof String[] texts) {
            statement.setArray(at, statement.getConnection().createArrayOf("text", texts));
        } else if (value == null) {
            statement.setNull(at, java.sql.Types.NULL);
        } else {
            statement.setObject(at, value);
        }
    }

    private <T> T in(String sql, Work<T> work) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.with(statement);
            } catch (SQLException e) {
                throw new IllegalStateException("what is kept of Slack can't be read or written", e);
            }
        });
    }

    private static SlackThread read(ResultSet row) throws SQLException {
        return new SlackThread(
                row.getLong("incident_id"),
                row.getString("token"),
                Optional.ofNullable(row.getString("channel_name")),
                Optional.ofNullable(row.getString("channel_id")),
                Optional.ofNullable(row.getString("root_ts")),
                row.getBoolean("root_tried"),
                instant(row, "root_edited_at"),
                texts(row, "invited"),
                texts(row, "held"),
                Optional.ofNullable(row.getString("held_why")),
                instant(row, "held_since"),
                texts(row, "confirmed"),
                Optional.ofNullable(row.getString("confirmed_by")),
                instant(row, "confirmed_at"),
                instant(row, "created_at").orElseThrow());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }
}
