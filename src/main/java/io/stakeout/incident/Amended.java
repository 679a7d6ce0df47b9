package io.stakeout.incident;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stored record of a call and what became known about it later.
 *
 * @param first how the record itself arrived
 * @param record the record's bytes, redacted
 * @param later amendments in the order of their sequence numbers
 */
record Amended(Arrival first, byte[] record, List<Later> later) {

    /** By which lane, and when. */
    record Arrival(long seq, String lane, Instant at) {

        private String members() {
            return "\"seq\":" + seq + ",\"lane\":\"" + lane + "\",\"arrivedAt\":\"" + at + "\"";
        }
    }

    /** One amendment; the record is that of an addendum. */
    record Later(Arrival arrival, Optional<byte[]> record) {}

    static Optional<Amended> read(Connection connection, long incident, String eventId) throws SQLException {
        String sql = "select seq, lane, arrived_at, record from activity where incident_id = ? and event_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, incident);
            statement.setString(2, eventId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Arrival first = arrival(row);
                byte[] record = StoredRecord.read(row.getBytes(4));
                return Optional.of(new Amended(first, record, later(connection, incident, first.seq)));
            }
        }
    }

    private static List<Later> later(Connection connection, long incident, long ofSeq) throws SQLException {
        String sql = "select seq, lane, arrived_at, record from amendment where incident_id = ? and of_seq = ?"
                + " and what in ('arrival', 'addendum') order by seq";
        List<Later> later = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, incident);
            statement.setLong(2, ofSeq);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Optional<byte[]> record =
                            Optional.ofNullable(rows.getBytes(4)).map(StoredRecord::read);
                    later.add(new Later(arrival(rows), record));
                }
            }
        }
        return later;
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp(3);
        return new Arrival(row.getLong(1), row.getString(2), at.toInstant());
    }

    /**
     * The record to the byte when nothing amends it; else with a last member {@code stakeout}: {@code arrivals}, the
     * first included, each with seq, lane and arrivedAt; and {@code addenda}, each with the same and its record.
     */
    byte[] json() {
        if (later.isEmpty()) {
            return record;
        }
        int end = record.length - 1;
        while (record[end] != '}') {
            end--;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(record.length + 1_024);
        out.write(record, 0, end);
        ascii(out, ",\"stakeout\":{\"arrivals\":[{" + first.members() + "}");
        later.stream()
                .filter(amendment -> amendment.record.isEmpty())
                .forEach(amendment -> ascii(out, ",{" + amendment.arrival.members() + "}"));
        ascii(out, "],\"addenda\":[");
        String comma = "";
        for (Later amendment : later) {
            if (amendment.record.isPresent()) {
                ascii(out, comma + "{" + amendment.arrival.members() + ",\"record\":");
                out.writeBytes(amendment.record.get());
                ascii(out, "}");
                comma = ",";
            }
        }
        ascii(out, "]}}");
        return out.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
