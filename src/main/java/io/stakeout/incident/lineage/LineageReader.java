package io.stakeout.incident.lineage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Lineage;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;
import io.stakeout.watch.Watch;

/** Reads lineages, on one connection. */
public final class LineageReader {

    /** Of one incident: what a {@link Lineage} is made of. */
    public record Parts(List<Lineage.Node> nodes, List<Lineage.Edge> edges) {

        public Lineage lineage(Follow follow) {
            return new Lineage(nodes, edges, follow);
        }
    }

    private final Connection connection;

    public LineageReader(Connection connection) {
        this.connection = connection;
    }

    /** The lineages of these incidents; of one that has nobody there is none. */
    public Map<Long, Parts> read(Collection<Long> incidents) throws SQLException {
        Map<Long, Parts> all = new HashMap<>();
        String nodes =
                "select incident_id, id, kind, value, account, confirmed, excluded, exists (select 1 from suspect s"
                        + " where s.identity_id = identity.id and s.removed_at is null) from identity"
                        + " where incident_id = any(?)";
        each(nodes, incidents, row -> parts(all, row).nodes.add(node(row)));
        String edges = "select incident_id, from_id, to_id, reach, followed,"
                + " case when bool_or(not_before is null) then null else min(not_before) end from issuance"
                + " where incident_id = any(?) group by 1, 2, 3, 4, 5";
        each(edges, incidents, row -> parts(all, row).edges.add(edge(row)));
        return all;
    }

    /**
     * Of hops into another account what the other side's record would have in common with ours, as long as that record
     * was not seen.
     */
    public List<Watch> hops(Collection<Long> incidents) throws SQLException {
        List<Watch> hops = new ArrayList<>();
        String sql = "select distinct incident_id, from_id, shared_event_id from issuance where incident_id = any(?)"
                + " and shared_event_id is not null and other_event_id is null";
        each(sql, incidents, row -> {
            if (SuspectType.SHARED_EVENT.accepts(row.getString(3))) {
                Suspect shared = new Suspect(SuspectType.SHARED_EVENT, row.getString(3), Optional.empty());
                hops.add(new Watch(row.getLong(1), row.getLong(2), shared));
            }
        });
        return hops;
    }

    /** The record of a call by somebody else that proves an issuance, as it is kept. */
    public Optional<byte[]> proof(long incident, String eventId) throws SQLException {
        String sql =
                "select record from issuance where incident_id = ? and event_id = ? and record is not null limit 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setString(2, eventId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    private interface Row {
        void of(ResultSet row) throws SQLException;
    }

    private void each(String sql, Collection<Long> incidents, Row each) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("bigint", incidents.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    each.of(rows);
                }
            }
        }
    }

    private static Parts parts(Map<Long, Parts> all, ResultSet row) throws SQLException {
        return all.computeIfAbsent(row.getLong(1), id -> new Parts(new ArrayList<>(), new ArrayList<>()));
    }

    private static Lineage.Node node(ResultSet row) throws SQLException {
        return new Lineage.Node(
                row.getLong(2),
                kind(row.getString(3)),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                row.getBoolean(8),
                row.getBoolean(6),
                row.getBoolean(7));
    }

    /** Empty for what only a person can name. */
    public static Optional<Issuance.Kind> kind(String id) {
        return Arrays.stream(Issuance.Kind.values())
                .filter(kind -> kind.id().equals(id))
                .findFirst();
    }

    private static Lineage.Edge edge(ResultSet row) throws SQLException {
        Timestamp notBefore = row.getTimestamp(6);
        Optional<Instant> since = Optional.ofNullable(notBefore).map(Timestamp::toInstant);
        Issuance.Reach reach = Issuance.Reach.valueOf(row.getString(4).toUpperCase(Locale.ROOT));
        return new Lineage.Edge(row.getLong(2), row.getLong(3), reach, row.getBoolean(5), since);
    }
}
