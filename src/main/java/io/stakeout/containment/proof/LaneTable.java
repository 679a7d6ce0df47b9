package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.incident.Lane;

/** The SQL of where suspects were seen, and of what has come from there, on one connection inside one transaction. */
final class LaneTable {

    private record Mark(long events, Optional<Instant> newest) {}

    private final Connection connection;
    private final Set<Lane> lanes;

    /** @param lanes those that deliver by themselves */
    LaneTable(Connection connection, Set<Lane> lanes) {
        this.connection = connection;
        this.lanes = lanes;
    }

    /** Each place in which those who were cut have ever been active, with what has come from there. */
    List<PlaceSeen> seen(Case cut) throws SQLException {
        Set<Place> places = active(cut);
        Map<Place, Mark> marks = marks(places);
        Map<Place, Long> own = own(cut);
        long copies = copies(cut.incident());
        List<PlaceSeen> seen = new ArrayList<>();
        for (Place place : places) {
            Mark mark = marks.getOrDefault(place, new Mark(0, Optional.empty()));
            seen.add(new PlaceSeen(place, mark.events(), own.getOrDefault(place, 0L) + copies, mark.newest()));
        }
        return seen;
    }

    /** Whatever brought the call first, and whatever brought it too. */
    private Set<Place> active(Case cut) throws SQLException {
        String sql = "select distinct lane, coalesce(account, ''), coalesce(region, '') from activity"
                + " where incident_id = ? and identity_id = any(?) union"
                + " select distinct m.lane, coalesce(a.account, ''), coalesce(a.region, '') from amendment m"
                + " join activity a on a.incident_id = m.incident_id and a.seq = m.of_seq"
                + " where m.incident_id = ? and a.identity_id = any(?)";
        Set<Place> places = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, cut.incident());
            Sql.ids(connection, query, 2, cut.stopped());
            query.setLong(3, cut.incident());
            Sql.ids(connection, query, 4, cut.stopped());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    place(rows).ifPresent(places::add);
                }
            }
        }
        return places;
    }

    private Optional<Place> place(ResultSet row) throws SQLException {
        Lane lane = Lane.valueOf(row.getString(1));
        return lanes.contains(lane)
                ? Optional.of(new Place(lane, row.getString(2), row.getString(3)))
                : Optional.empty();
    }

    private Map<Place, Mark> marks(Set<Place> places) throws SQLException {
        String sql = "select lane, account, region, events, newest_event_time from lane_mark where account = any(?)";
        Map<Place, Mark> marks = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Object[] accounts = places.stream().map(Place::account).distinct().toArray();
            query.setArray(1, connection.createArrayOf("text", accounts));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Mark mark = new Mark(rows.getLong(4), Sql.time(rows, 5));
                    place(rows).ifPresent(place -> marks.put(place, mark));
                }
            }
        }
        return marks;
    }

    /** What each place has brought of this incident's watched identities since the cut: all of them, not only the cut. */
    private Map<Place, Long> own(Case cut) throws SQLException {
        String sql = "select lane, coalesce(account, ''), coalesce(region, ''), count(*) from activity"
                + " where incident_id = ? and arrived_at > ? group by 1, 2, 3 union all"
                + " select m.lane, coalesce(a.account, ''), coalesce(a.region, ''), count(*) from amendment m"
                + " join activity a on a.incident_id = m.incident_id and a.seq = m.of_seq"
                + " where m.incident_id = ? and m.arrived_at > ? group by 1, 2, 3";
        Map<Place, Long> own = new HashMap<>();
        Timestamp since = Timestamp.from(cut.effectiveAt());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, cut.incident());
            query.setTimestamp(2, since);
            query.setLong(3, cut.incident());
            query.setTimestamp(4, since);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long more = rows.getLong(4);
                    place(rows).ifPresent(place -> own.merge(place, more, Long::sum));
                }
            }
        }
        return own;
    }

    /** Further copies of watched calls, of which only the number is kept: any place may have brought all of them. */
    private long copies(long incident) throws SQLException {
        String sql = "select duplicates - (select count(*) from amendment m where m.incident_id = i.id"
                + " and m.what = 'arrival') from incident i where id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
