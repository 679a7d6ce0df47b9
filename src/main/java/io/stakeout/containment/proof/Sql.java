package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What the tables here have in common: times that may be absent, and ids by the handful. */
final class Sql {

    private Sql() {}

    static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    static Timestamp timestamp(Optional<Instant> time) {
        return time.map(Timestamp::from).orElse(null);
    }

    static void ids(Connection connection, PreparedStatement statement, int index, Collection<Long> ids)
            throws SQLException {
        statement.setArray(index, connection.createArrayOf("bigint", ids.toArray()));
    }
}
