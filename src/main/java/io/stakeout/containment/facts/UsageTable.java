package io.stakeout.containment.facts;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.plan.Subject;

/** The SQL of how identifiers and identities are used, on one connection inside one transaction. */
final class UsageTable {

    private static final Duration DAY = Duration.ofHours(24);

    private final Connection connection;
    private final Timestamp since;

    /** @param now its last 24 hours are read; hours are those of the calls, not of their arrival */
    UsageTable(Connection connection, Instant now) {
        this.connection = connection;
        this.since = Timestamp.from(now.minus(DAY).truncatedTo(ChronoUnit.HOURS));
    }

    /** All that was counted under anything. */
    Set<String> identifiers() throws SQLException {
        String sql = "select distinct identifier from principal_usage where hour > ? and kind = 'call'";
        Set<String> identifiers = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, since);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    identifiers.add(rows.getString(1));
                }
            }
        }
        return identifiers;
    }

    List<Used> of(Collection<String> identifiers) throws SQLException {
        String sql = "select identifier, hour, kind, value, calls from principal_usage"
                + " where identifier = any(?) and hour > ?";
        List<Used> used = new ArrayList<>();
        Array wanted = connection.createArrayOf("text", identifiers.toArray());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, wanted);
            query.setTimestamp(2, since);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    used.add(new Used(
                            rows.getString(1),
                            rows.getTimestamp(2).toInstant(),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5)));
                }
            }
        }
        return used;
    }

    /** What is the suspects' own of a principal's use. */
    Suspicion suspicion(long incident, List<Subject> subjects) throws SQLException {
        Array ids = connection.createArrayOf(
                "bigint", subjects.stream().map(Subject::id).toArray());
        Set<String> addresses = new HashSet<>();
        Set<String> agents = new HashSet<>();
        String sql = "select kind, value from identity_use where incident_id = ? and identity_id = any(?)"
                + " and kind in ('address', 'agent')";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setArray(2, ids);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    (rows.getString(1).equals("agent") ? agents : addresses).add(rows.getString(2));
                }
            }
        }
        return new Suspicion(subjects, addresses, agents, joined(incident, ids));
    }

    private Optional<Instant> joined(long incident, Array ids) throws SQLException {
        String sql = "select min(joined_at) from identity where incident_id = ? and id = any(?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setArray(2, ids);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
            }
        }
    }
}
