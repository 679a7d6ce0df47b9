package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The SQL of amendments, on one connection inside one transaction. */
final class AmendmentTable {

    private final Connection connection;

    AmendmentTable(Connection connection) {
        this.connection = connection;
    }

    /** Which amendments these recorded calls have. */
    Set<Amendment.Key> of(long incident, Collection<Filing.Original> originals) throws SQLException {
        Set<Amendment.Key> keys = new HashSet<>();
        if (originals.isEmpty()) {
            return keys;
        }
        String sql = "select of_seq, what, key from amendment where incident_id = ? and of_seq = any(?)";
        Object[] seqs = originals.stream().map(Filing.Original::seq).toArray();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, incident);
            statement.setArray(2, connection.createArrayOf("bigint", seqs));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(new Amendment.Key(rows.getLong(1), what(rows.getString(2)), rows.getString(3)));
                }
            }
        }
        return keys;
    }

    /** The record of an addendum is kept, redacted; that of another lane's copy is the one that the call has. */
    void insert(long incident, List<Amendment> amendments) throws SQLException {
        if (amendments.isEmpty()) {
            return;
        }
        String sql = "insert into amendment (incident_id, seq, of_seq, what, key, lane, arrived_at, record)"
                + " values (?,?,?,?,?,?,?,?)";
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            for (Amendment amendment : amendments) {
                Amendment.Key key = amendment.key();
                Activity brought = amendment.brought();
                boolean kept = key.what() == Amendment.What.ADDENDUM;
                row.setLong(1, incident);
                row.setLong(2, amendment.seq());
                row.setLong(3, key.ofSeq());
                row.setString(4, key.what().id());
                row.setString(5, key.name());
                row.setString(6, brought.lane().name());
                row.setTimestamp(7, Timestamp.from(brought.arrivedAt()));
                row.setBytes(8, kept ? StoredRecord.of(brought.record()) : null);
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static Amendment.What what(String id) {
        return Amendment.What.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
