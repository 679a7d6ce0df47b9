package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;
import io.stakeout.watch.Watch;

/**
 * Whom incidents watch as the caller's transaction sees it, for whoever decides on it. {@link CurrentWatch} is quicker and
 * may be a moment behind what another node has committed.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Watches {

    private static final String DISMISSED =
            "select type, value, account from suspect s where incident_id = ? and removed_at is not null"
                    + " union select case kind when 'access-key' then 'access-key' when 'principal' then 'principal-id'"
                    + " else 'principal-arn' end, value, null from identity where incident_id = ? and excluded";

    private final AgroalDataSource database;
    private final Lineages lineages;

    Watches(AgroalDataSource database, Lineages lineages) {
        this.database = database;
        this.lineages = lineages;
    }

    /** Of all open incidents: suspects, and whom their lineages lead to. */
    public List<Watch> open() {
        return of(IncidentRow.list("state = 'watching'"));
    }

    /** Of the incidents that were closed after that moment: what they would watch if they were open. */
    public List<Watch> closedSince(Instant moment) {
        return of(IncidentRow.list("state = 'closed' and closedAt > ?1", moment));
    }

    private List<Watch> of(List<IncidentRow> incidents) {
        return incidents.isEmpty() ? List.of() : lineages.watches(incidents);
    }

    /** Keeps an incident as it is until the transaction ends; false when it is closed. */
    public boolean holdOpen(long incident) {
        try (Connection connection = database.getConnection()) {
            Head head = new HeadTable(connection).lock(incident);
            return head != null && head.watching();
        } catch (SQLException e) {
            throw new RecordingFailed("incident " + incident + " not locked", e);
        }
    }

    /** Those of the incidents that only some operators may see. */
    public Set<Long> restricted(Collection<Long> incidents) {
        return incidents.isEmpty()
                ? Set.of()
                : IncidentRow.<IncidentRow>list("restricted = true and id in ?1", incidents).stream()
                        .map(row -> row.id)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whom people have taken out of an incident's watch: removed suspects, and excluded identities. */
    public List<Suspect> dismissed(long incident) {
        List<Suspect> dismissed = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(DISMISSED)) {
            query.setLong(1, incident);
            query.setLong(2, incident);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    suspect(rows).ifPresent(dismissed::add);
                }
            }
        } catch (SQLException e) {
            throw new RecordingFailed("watch of incident " + incident + " not read", e);
        }
        return dismissed;
    }

    /** What is known by something else than an identifier of AWS, an instance for example, is nobody's suspect. */
    private static Optional<Suspect> suspect(ResultSet row) throws SQLException {
        String value = row.getString(2);
        Optional<String> account = Optional.ofNullable(row.getString(3));
        return SuspectType.byId(row.getString(1))
                .filter(type -> type.accepts(value))
                .map(type -> new Suspect(type, value, account));
    }
}
