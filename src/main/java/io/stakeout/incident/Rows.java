package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows for one statement, written together. A single one is no batch: the driver has PostgreSQL parse and plan a batch of
 * one each time, while it keeps what is executed alone. Confined to one thread.
 */
final class Rows {

    /** Sets the values of one row. */
    interface Row {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private final List<Row> rows = new ArrayList<>();

    void add(Row row) {
        rows.add(row);
    }

    void write(Connection connection, String sql) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (rows.size() == 1) {
                rows.get(0).bind(statement);
                statement.executeUpdate();
                return;
            }
            for (Row row : rows) {
                row.bind(statement);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
