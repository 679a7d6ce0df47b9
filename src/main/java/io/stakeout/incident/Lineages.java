package io.stakeout.incident;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

import io.stakeout.incident.lineage.LineageReader;
import io.stakeout.incident.lineage.LineageTable;
import io.stakeout.watch.Lineage;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;

/** The lineages of incidents, in the caller's transaction. */
@ApplicationScoped
class Lineages {

    private final AgroalDataSource database;
    private final Clock clock;

    Lineages(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The identity that a suspect is, which an incident may have met before. */
    long named(long incident, Suspect suspect) {
        try (Connection connection = database.getConnection()) {
            return new LineageTable(connection).named(incident, suspect, clock.instant());
        } catch (SQLException e) {
            throw new RecordingFailed("suspect of incident " + incident + " not written", e);
        }
    }

    /** By what these incidents recognise calls: of their suspects, and of whom their lineages lead to. */
    List<Watch> watches(List<IncidentRow> incidents) {
        Map<Long, IncidentRow> byId = incidents.stream().collect(Collectors.toMap(row -> row.id, Function.identity()));
        List<Watch> watches = new ArrayList<>();
        SuspectRow.<SuspectRow>list("removedAt is null and incidentId in ?1", byId.keySet())
                .forEach(row -> watches.add(row.watch()));
        try (Connection connection = database.getConnection()) {
            LineageReader reader = new LineageReader(connection);
            reader.hops(byId.keySet()).forEach(watches::add);
            reader.read(byId.keySet()).forEach((id, parts) -> {
                Lineage lineage = parts.lineage(byId.get(id).follow());
                watches.addAll(lineage.watches(id));
            });
        } catch (SQLException e) {
            throw new IllegalStateException("lineages can't be read", e);
        }
        return watches;
    }
}
