package io.stakeout.signal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Which findings are to be read again, each step a transaction of its own. */
@ApplicationScoped
class RereadTable {

    static final String CONFIRMED = "confirmed";
    static final String NOT_CONFIRMED = "not-confirmed";

    private static final String CLAIM = "update signal set reread_claimed_at = ?, reread_tries = reread_tries + 1"
            + " where id = (select id from signal where reread_state = 'due' and raw is not null"
            + " and incident_id is not null and (reread_claimed_at is null or reread_claimed_at < ?)"
            + " order by id limit 1 for update skip locked)"
            + " returning id, incident_id, source, signal_id, raw, reread_tries, reread_claimed_at";

    /** @param raw the event as it was kept */
    record Due(long signal, long incident, String source, String id, byte[] raw, int tries, Instant claimedAt) {}

    private final AgroalDataSource database;

    RereadTable(AgroalDataSource database) {
        this.database = database;
    }

    Optional<Due> claim(Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setTimestamp(1, Timestamp.from(now));
                claim.setTimestamp(2, Timestamp.from(now.minus(Rereads.LEASE)));
                try (ResultSet row = claim.executeQuery()) {
                    return row.next() ? Optional.of(due(row)) : Optional.<Due>empty();
                }
            }
        });
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                inflated(row.getBytes(5)),
                row.getInt(6),
                row.getTimestamp(7).toInstant());
    }

    /** Our own bytes, at most {@link Delivery#MOST_BYTES} before. */
    private static byte[] inflated(byte[] gzip) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readNBytes(2 * Delivery.MOST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("what is kept of a signal is damaged", e);
        }
    }

    /** Unless it was told anew meanwhile: then it stays due. */
    void done(Due due, String state) {
        QuarkusTransaction.requiringNew().run(() -> {
            String sql = "update signal set reread_state = ? where id = ? and reread_claimed_at = ?";
            try (Connection connection = database.getConnection();
                    PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, state);
                update.setLong(2, due.signal());
                update.setTimestamp(3, Timestamp.from(due.claimedAt()));
                update.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("that a finding was read again can't be noted", e);
            }
        });
    }
}
