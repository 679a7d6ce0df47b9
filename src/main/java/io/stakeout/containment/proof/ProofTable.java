package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The SQL of what is kept of proofs, on one connection inside one transaction. */
final class ProofTable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<ReadBackLine>> LINES = new TypeReference<>() {};
    private static final TypeReference<List<LeftOpen.By>> BY = new TypeReference<>() {};
    private static final String COLUMNS = "select succeeding, denied, within, last_success, last_call, quiet_since,"
            + " counted_until, quiet_for_s, read_back, read_back_at, reading_since, verified_at, text,"
            + " left_open, left_open_last, left_open_by, left_open_others from proof where plan_id = ?";

    private final Connection connection;

    ProofTable(Connection connection) {
        this.connection = connection;
    }

    /** The proof of a plan, locked until the transaction ends; nothing while another node looks at it. */
    Optional<ProofState> lock(long plan) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into proof (plan_id) values (?) on conflict (plan_id) do nothing")) {
            insert.setLong(1, plan);
            insert.executeUpdate();
        }
        return read(plan, COLUMNS + " for update skip locked");
    }

    /** The same without a lock. */
    Optional<ProofState> read(long plan) throws SQLException {
        return read(plan, COLUMNS);
    }

    private Optional<ProofState> read(long plan, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, plan);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(state(plan, row)) : Optional.empty();
            }
        }
    }

    private ProofState state(long plan, ResultSet row) throws SQLException {
        LeftOpen leftOpen =
                new LeftOpen(row.getLong(14), Sql.time(row, 15), read(row.getString(16), BY), row.getLong(17));
        Calls calls =
                new Calls(row.getLong(1), row.getLong(2), row.getLong(3), Sql.time(row, 4), Sql.time(row, 5), leftOpen);
        Optional<Instant> since = Sql.time(row, 6);
        Optional<QuietClock> clock = since.isEmpty()
                ? Optional.empty()
                : Optional.of(new QuietClock(
                        since.get(),
                        Sql.time(row, 7).orElse(since.get()),
                        Duration.ofSeconds(row.getLong(8)),
                        new PlaceTable(connection).of(plan)));
        return new ProofState(
                calls,
                clock,
                read(row.getString(9), LINES),
                Sql.time(row, 10),
                Sql.time(row, 11),
                Sql.time(row, 12),
                row.getString(13));
    }

    /** Writes all but what is read back. */
    void save(long plan, ProofState state, Instant now) throws SQLException {
        String sql = "update proof set succeeding = ?, denied = ?, within = ?, last_success = ?, last_call = ?,"
                + " quiet_since = ?, counted_until = ?, quiet_for_s = ?, reading_since = ?, verified_at = ?, text = ?,"
                + " looked_at = ?, left_open = ?, left_open_last = ?, left_open_by = ?, left_open_others = ?"
                + " where plan_id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, state.calls().succeeding());
            update.setLong(2, state.calls().denied());
            update.setLong(3, state.calls().within());
            update.setTimestamp(4, Sql.timestamp(state.calls().lastSuccess()));
            update.setTimestamp(5, Sql.timestamp(state.calls().lastCall()));
            update.setTimestamp(6, Sql.timestamp(state.clock().map(QuietClock::since)));
            update.setTimestamp(7, Sql.timestamp(state.clock().map(QuietClock::countedUntil)));
            update.setLong(
                    8, state.clock().map(clock -> clock.quiet().toSeconds()).orElse(0L));
            update.setTimestamp(9, Sql.timestamp(state.readingSince()));
            update.setTimestamp(10, Sql.timestamp(state.verifiedAt()));
            update.setString(11, state.text());
            update.setTimestamp(12, Timestamp.from(now));
            LeftOpen leftOpen = state.calls().leftOpen();
            update.setLong(13, leftOpen.calls());
            update.setTimestamp(14, Sql.timestamp(leftOpen.last()));
            update.setString(15, json(leftOpen.by()));
            update.setLong(16, leftOpen.others());
            update.setLong(17, plan);
            update.executeUpdate();
        }
        new PlaceTable(connection)
                .save(plan, state.clock().map(QuietClock::places).orElse(Map.of()));
    }

    void saveReadBack(long plan, List<ReadBackLine> lines, Instant at) throws SQLException {
        String sql = "update proof set read_back = ?, read_back_at = ?, reading_since = null where plan_id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, json(lines));
            update.setTimestamp(2, Timestamp.from(at));
            update.setLong(3, plan);
            update.executeUpdate();
        }
    }

    private static String json(List<?> lines) {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers, a yes or no, and texts can be written", e);
        }
    }

    private static <T> List<T> read(String json, TypeReference<List<T>> what) {
        try {
            return JSON.readValue(json, what);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was kept of a proof can't be read", e);
        }
    }
}
