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
    record Stored(AuditLine line, String hash) {}

    private final AgroalDataSource database;

    AuditTable(AgroalDataSource database) {
        this.database = database;
    }

    /** Makes appends queue until the end of this transaction, and returns the newest line. */
    Optional<Stored> lockHead() {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, APPEND_LOCK);
                lock.execute();
            }
            return read(connection, "select * from audit order by id desc limit 1", List.of()).stream()
                    .findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log can't be read", e);
        }
    }

    void insert(AuditLine line) {
        String sql = "insert into audit (id, at, actor, role, action, subject, details, prev_hash, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
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
            insert.setString(9, line.hash());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log can't be written", e);
        }
    }

    /** Lines after {@code id}, oldest first. */
    List<Stored> after(long id, int limit) {
        try (Connection connection = database.getConnection()) {
            return read(connection, "select * from audit where id > ? order by id limit ?", List.of(id, (long) limit));
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log can't be read", e);
        }
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
