package io.stakeout.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** The table behind the record, in plain SQL: what is hashed must be exactly what is stored. */
@ApplicationScoped
class AuditTable {

    private static final long APPEND_LOCK = 0x5354_4b41_5544_4954L;

    /** A line with the hash that is stored beside it. */
    record Stored(AuditLine line, String hash) {

        /** Whether its own hash is right, whatever comes before it. */
        boolean holds(AuditKey key) {
            return line.hash(key).equals(hash);
        }
    }

    private static final String NEWEST = "select * from audit order by id desc limit 1";

    private final AgroalDataSource database;

    AuditTable(AgroalDataSource database) {
        this.database = database;
    }

    /** Makes appends queue until the end of this transaction, and returns the newest line. */
    Optional<Stored> lockHead() {
        return ask(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, APPEND_LOCK);
                lock.execute();
            }
            return first(connection, NEWEST);
        });
    }

    /** The newest line that is committed, without waiting for anybody. */
    Optional<Stored> head() {
        return ask(connection -> first(connection, NEWEST));
    }

    /** The oldest line that is sealed with a key. */
    Optional<Stored> firstKeyed() {
        return ask(connection -> first(connection, "select * from audit where version = 2 order by id limit 1"));
    }

    /** Whether there is a line with this hash. Reads the whole table: for a chain that is broken anyway. */
    boolean has(String hash) {
        return ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select 1 from audit where hash = ?")) {
                select.setString(1, hash);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    void insert(Stored stored) {
        String sql = "insert into audit (id, at, actor, role, action, subject, details, prev_hash, hash, version)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        AuditLine line = stored.line();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, line.id());
            insert.setObject(2, line.at().atOffset(ZoneOffset.UTC));
            insert.setString(3, line.actor());
            insert.setString(4, line.role());
            insert.setString(5, line.action());
            insert.setString(6, line.subject());
            insert.setString(7, line.details());
            insert.setString(8, line.prevHash());
            insert.setString(9, stored.hash());
            insert.setInt(10, line.version());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log can't be written", e);
        }
    }

    /** Lines after {@code id}, oldest first. */
    List<Stored> after(long id, int limit) {
        String sql = "select * from audit where id > ? order by id limit ?";
        return ask(connection -> read(connection, sql, List.of(id, (long) limit)));
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log can't be read", e);
        }
    }

    private static Optional<Stored> first(Connection connection, String sql) throws SQLException {
        return read(connection, sql, List.of()).stream().findFirst();
    }

    private static List<Stored> read(Connection connection, String sql, List<Long> arguments) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
                select.setLong(i + 1, arguments.get(i));
            }
            List<Stored> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(stored(rows));
                }
            }
            return found;
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        AuditLine line = new AuditLine(
                row.getInt("version"),
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("role"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"),
                row.getString("prev_hash"));
        return new Stored(line, row.getString("hash"));
    }
}
