package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.incident.Severity;
import io.stakeout.notify.news.Room;

/** Reads incidents as they are told outside, on one connection inside one transaction. */
final class RoomTable {

    private static final String ROOM = "select title, severity, state, restricted,"
            + " (select count(*) from suspect s where s.incident_id = i.id and s.removed_at is null) as suspects"
            + " from incident i where id = ?";

    private static final String SUSPECTS =
            "select type || ' ' || value from suspect where incident_id = ? and removed_at is null order by id limit ?";

    private static final String READERS = "select operator from incident_reader where incident_id = ?";

    private final Connection connection;

    RoomTable(Connection connection) {
        this.connection = connection;
    }

    Room require(long incident) throws SQLException {
        return read(incident).orElseThrow(() -> new IllegalStateException("incident " + incident + " isn't there"));
    }

    Optional<Room> read(long incident) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROOM)) {
            statement.setLong(1, incident);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(room(incident, row)) : Optional.empty();
            }
        }
    }

    private Room room(long incident, ResultSet row) throws SQLException {
        List<String> suspects = texts(SUSPECTS, incident, (long) Room.MOST_SUSPECTS);
        boolean restricted = row.getBoolean("restricted");
        return new Room(
                incident,
                row.getString("title"),
                Severity.byId(row.getString("severity")).orElseThrow(),
                row.getString("state"),
                suspects,
                row.getInt("suspects") - suspects.size(),
                restricted,
                restricted ? new TreeSet<>(texts(READERS, incident)) : Set.of());
    }

    private List<String> texts(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }
}
