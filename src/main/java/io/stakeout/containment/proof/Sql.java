package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.containment.plan.Cover;

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

    /** Two lists side by side: ids, and how much of each is stopped, as its place among {@link Cover}. */
    static void covers(Connection connection, PreparedStatement statement, int index, Map<Long, Cover> covers)
            throws SQLException {
        List<Long> ids = List.copyOf(covers.keySet());
        ids(connection, statement, index, ids);
        Object[] how = ids.stream().map(id -> covers.get(id).ordinal()).toArray();
        statement.setArray(index + 1, connection.createArrayOf("int4", how));
    }
}
