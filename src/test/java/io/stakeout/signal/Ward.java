package io.stakeout.signal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;

import io.stakeout.access.Actor;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Timeline;
import io.stakeout.incident.Verdict;

/** What tests of signals look at: rooms, and the database behind them. */
@ApplicationScoped
class Ward {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Incidents incidents;
    private final Timeline timeline;
    private final AgroalDataSource database;

    Ward(Incidents incidents, Timeline timeline, AgroalDataSource database) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.database = database;
    }

    IncidentView room(long id) {
        return incidents.get(Actor.STAKEOUT, id);
    }

    /** Entries of a room of one kind. */
    List<JsonNode> entries(long id, String kind) {
        List<JsonNode> all = new ArrayList<>();
        timeline.after(id, 0, Timeline.MOST_PER_PAGE).forEach(line -> all.add(parse(line.json())));
        all.removeIf(entry -> !entry.path("kind").asText().equals(kind));
        return all;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Open rooms that signals have opened on this value. */
    List<Long> roomsOn(String value) {
        return incidents.list(Actor.STAKEOUT).stream()
                .filter(room -> room.suspects().stream().anyMatch(s -> s.value().equals(value)))
                .map(IncidentView::id)
                .toList();
    }

    void close(long id, Verdict verdict) {
        incidents.close(Actor.STAKEOUT, id, verdict, "a test");
    }

    void restrict(long id, String reader) {
        incidents.change(
                Actor.STAKEOUT,
                id,
                new Incidents.Change(Optional.empty(), Optional.empty(), Optional.of(Set.of(reader))));
    }

    /** So that no other test meets them. */
    void closeAll() {
        incidents.list(Actor.STAKEOUT).stream()
                .filter(room -> room.origin().equals("signal") && !room.closed())
                .forEach(room -> close(room.id(), Verdict.EXERCISE));
    }

    void sql(String statement) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    String value(String query) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
