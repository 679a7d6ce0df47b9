package io.stakeout.incident.lineage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.watch.Follow;
import io.stakeout.watch.Lineage;

/** Reads one lineage for people, on one connection. */
public final class LineageViews {

    /** How long an identity has to be known before something about it can be called new. */
    private static final Duration BASELINE = Duration.ofHours(24);

    /** A tree of more is nobody's to read, and a suspect could make it as long as it likes. */
    private static final int MOST_SHOWN = 2_000;

    private static final LineageView.Use NEVER =
            new LineageView.Use("", 0, 0, 0, Optional.empty(), Optional.empty(), "first-seen");

    private final Connection connection;
    private final long incident;

    public LineageViews(Connection connection, long incident) {
        this.connection = connection;
        this.incident = incident;
    }

    public LineageView read(Follow follow) throws SQLException {
        Lineage lineage = new LineageReader(connection)
                .read(Set.of(incident))
                .getOrDefault(incident, new LineageReader.Parts(List.of(), List.of()))
                .lineage(follow);
        Set<Long> shown = shown();
        Map<Long, Map<String, List<LineageView.Use>>> uses = uses(shown);
        Set<Long> twoAddresses = twoAddresses();
        List<LineageView.Identity> identities = new ArrayList<>();
        String sql = "select id, kind, label, value, account, relation, certainty, confirmed, excluded, note, noted_by,"
                + " joined_at, grouped, looking_since,"
                + " exists (select 1 from suspect s where s.identity_id = i.id and s.removed_at is null),"
                + " exists (select 1 from suspect s where s.identity_id = i.id)"
                + " from identity i where incident_id = ? and id = any(?) order by joined_at, id";
        each(sql, shown, row -> identities.add(identity(row, lineage, uses, twoAddresses)));
        return new LineageView(follow, identities, hops(shown), lineage.size() - identities.size());
    }

    private LineageView.Identity identity(
            ResultSet row, Lineage lineage, Map<Long, Map<String, List<LineageView.Use>>> uses, Set<Long> twoAddresses)
            throws SQLException {
        long id = row.getLong("id");
        Map<String, List<LineageView.Use>> used = uses.getOrDefault(id, Map.of());
        boolean watched = lineage.watched(id);
        return new LineageView.Identity(
                id,
                row.getString("kind"),
                row.getString("label"),
                row.getString("value"),
                Optional.ofNullable(row.getString("account")),
                relation(row),
                row.getString("certainty"),
                watched,
                watched ? Optional.empty() : Optional.of(unwatched(row, lineage)),
                row.getBoolean("confirmed"),
                row.getBoolean("excluded"),
                Optional.ofNullable(row.getString("note")),
                Optional.ofNullable(row.getString("noted_by")),
                row.getTimestamp("joined_at").toInstant(),
                row.getBoolean("grouped"),
                instant(row.getTimestamp("looking_since")),
                twoAddresses.contains(id),
                used.getOrDefault("call", List.of(NEVER)).get(0),
                used.getOrDefault("address", List.of()),
                used.getOrDefault("agent", List.of()),
                used.getOrDefault("region", List.of()),
                used.getOrDefault("key", List.of()));
    }

    private static String relation(ResultSet row) throws SQLException {
        if (row.getBoolean(15)) {
            return "suspect";
        }
        String told = row.getString("relation");
        if (told == null) {
            return "suspect";
        }
        boolean offered = row.getString("certainty").equals("possible") && !row.getBoolean("confirmed");
        return offered ? "possible" : told;
    }

    private static String unwatched(ResultSet row, Lineage lineage) throws SQLException {
        if (row.getBoolean("excluded")) {
            return "excluded";
        }
        if (lineage.reached(row.getLong("id"))) {
            return "offered";
        }
        return row.getBoolean(16) && row.getString("relation") == null ? "removed" : lineage.why(row.getLong("id"));
    }

    private Map<Long, Map<String, List<LineageView.Use>>> uses(Set<Long> shown) throws SQLException {
        Map<Long, Map<String, List<LineageView.Use>>> uses = new HashMap<>();
        Map<Long, Instant> since = new HashMap<>();
        String sql = "select identity_id, kind, value, calls, consequences, denied, first_seen, last_seen"
                + " from identity_use where incident_id = ? and identity_id = any(?) order by kind = 'call' desc, first_seen, value";
        each(sql, shown, row -> {
            long id = row.getLong(1);
            Optional<Instant> first = instant(row.getTimestamp(7));
            if (row.getString(2).equals("call")) {
                first.ifPresent(moment -> since.put(id, moment));
            }
            String news = first.isPresent()
                            && since.containsKey(id)
                            && !first.get().isBefore(since.get(id).plus(BASELINE))
                    ? "new"
                    : "first-seen";
            uses.computeIfAbsent(id, k -> new HashMap<>())
                    .computeIfAbsent(row.getString(2), k -> new ArrayList<>())
                    .add(new LineageView.Use(
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            first,
                            instant(row.getTimestamp(8)),
                            news));
        });
        return uses;
    }

    private Set<Long> twoAddresses() throws SQLException {
        Set<Long> ids = new HashSet<>();
        String sql = "select distinct a.identity_id from session_address s"
                + " join activity a on a.incident_id = s.incident_id and a.event_id = s.event_id"
                + " where s.incident_id = ? and a.identity_id is not null and (select count(*) from session_address o"
                + " where o.incident_id = s.incident_id and o.session = s.session) > 1";
        each(sql, row -> ids.add(row.getLong(1)));
        return ids;
    }

    private List<LineageView.Hop> hops(Set<Long> shown) throws SQLException {
        List<LineageView.Hop> hops = new ArrayList<>();
        String sql = "select * from (select distinct on (i.from_id, i.to_id, i.how) i.from_id, i.to_id, i.how,"
                + " i.certainty, i.event_id, i.event_time, a.seq, i.other_account, i.other_event_id is not null"
                + " from issuance i left join activity a on a.incident_id = i.incident_id and a.event_id = i.event_id"
                + " where i.incident_id = ? and i.from_id = any(?) and i.to_id = any(?) order by i.from_id, i.to_id,"
                + " i.how, i.other_account is null, i.event_time, i.event_id) first order by event_time, event_id";
        each(sql, shown, row -> {
            Optional<String> other = Optional.ofNullable(row.getString(8));
            long seq = row.getLong(7);
            hops.add(new LineageView.Hop(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    instant(row.getTimestamp(6)),
                    seq == 0 ? Optional.empty() : Optional.of(seq),
                    other,
                    other.isPresent() ? Optional.of(row.getBoolean(9)) : Optional.empty()));
        });
        return hops;
    }

    /** Suspects first, then whoever made a call, then the earliest. */
    private Set<Long> shown() throws SQLException {
        Set<Long> ids = new HashSet<>();
        String sql = "select i.id from identity i left join identity_use u on u.incident_id = i.incident_id"
                + " and u.identity_id = i.id and u.kind = 'call' where i.incident_id = ?"
                + " order by i.relation is not null, u.calls is null, i.joined_at, i.id limit " + MOST_SHOWN;
        each(sql, row -> ids.add(row.getLong(1)));
        return ids;
    }

    private interface Row {
        void of(ResultSet row) throws SQLException;
    }

    private void each(String sql, Row each) throws SQLException {
        each(sql, Set.of(), each);
    }

    /** @param shown of whom is asked, for each place of the statement behind the incident */
    private void each(String sql, Set<Long> shown, Row each) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            for (int n = 2; n <= query.getParameterMetaData().getParameterCount(); n++) {
                query.setArray(n, connection.createArrayOf("bigint", shown.toArray()));
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    each.of(rows);
                }
            }
        }
    }

    private static Optional<Instant> instant(Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }
}
