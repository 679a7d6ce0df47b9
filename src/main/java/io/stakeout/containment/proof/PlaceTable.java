package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.stakeout.incident.Lane;

/** The SQL of how far each place has proved a plan. */
final class PlaceTable {

    private final Connection connection;

    PlaceTable(Connection connection) {
        this.connection = connection;
    }

    Map<Place, PlaceClock> of(long plan) throws SQLException {
        String sql = "select lane, account, region, events, own, watermark, others, proven_until, advanced_at"
                + " from proof_place where plan_id = ?";
        Map<Place, PlaceClock> places = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, plan);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    PlaceClock clock = clock(rows);
                    places.put(clock.place(), clock);
                }
            }
        }
        return places;
    }

    private static PlaceClock clock(ResultSet row) throws SQLException {
        Long others = row.getObject(7, Long.class);
        Instant advanced = row.getTimestamp(9).toInstant();
        return new PlaceClock(
                new Place(Lane.valueOf(row.getString(1)), row.getString(2), row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                Sql.time(row, 6),
                others == null ? OptionalLong.empty() : OptionalLong.of(others),
                Sql.time(row, 8),
                advanced);
    }

    void save(long plan, Map<Place, PlaceClock> places) throws SQLException {
        String sql = "insert into proof_place (plan_id, lane, account, region, events, own, watermark, others,"
                + " proven_until, advanced_at) values (?,?,?,?,?,?,?,?,?,?)"
                + " on conflict (plan_id, lane, account, region) do update set events = excluded.events,"
                + " own = excluded.own, watermark = excluded.watermark, others = excluded.others,"
                + " proven_until = excluded.proven_until, advanced_at = excluded.advanced_at";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (PlaceClock place : places.values()) {
                bind(upsert, plan, place);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void bind(PreparedStatement upsert, long plan, PlaceClock place) throws SQLException {
        upsert.setLong(1, plan);
        upsert.setString(2, place.place().lane().name());
        upsert.setString(3, place.place().account());
        upsert.setString(4, place.place().region());
        upsert.setLong(5, place.events());
        upsert.setLong(6, place.own());
        upsert.setTimestamp(7, Sql.timestamp(place.watermark()));
        if (place.others().isPresent()) {
            upsert.setLong(8, place.others().getAsLong());
        } else {
            upsert.setNull(8, Types.BIGINT);
        }
        upsert.setTimestamp(9, Sql.timestamp(place.provenUntil()));
        upsert.setTimestamp(10, Timestamp.from(place.advancedAt()));
    }
}
