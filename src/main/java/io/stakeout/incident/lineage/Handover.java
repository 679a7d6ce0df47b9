package io.stakeout.incident.lineage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives calls that are recorded already, and what they handed out, to an identity that has just joined and whose they
 * are more precisely: until then they were their principal's. So whose a call is doesn't depend on what arrived first. On
 * one connection inside one transaction that holds the incident's lock.
 */
final class Handover {

    /** Whose calls change hands, as a condition on the activity {@code a}; takes the value. */
    private static final String SIGNED = "a.access_key_id = ?";

    /** A call that a known key has signed stays the key's. */
    private static final String IN_SESSION = "a.session = ? and not exists (select 1 from identity k"
            + " where k.id = a.identity_id and k.kind = 'access-key' and k.value = a.access_key_id)";

    private final Connection connection;
    private final long incident;
    private final long identity;

    /** @param identity who has joined */
    Handover(Connection connection, long incident, long identity) {
        this.connection = connection;
        this.incident = incident;
        this.identity = identity;
    }

    void signedBy(String accessKeyId) throws SQLException {
        take(SIGNED, accessKeyId);
    }

    /** @param session as {@link io.stakeout.cloudtrail.Principal#consoleSession} says */
    void inSession(String session) throws SQLException {
        take(IN_SESSION, session);
    }

    private void take(String which, String value) throws SQLException {
        List<Long> owners = owners(which, value);
        if (owners.isEmpty()) {
            return;
        }
        update(
                "update issuance i set from_id = ? from activity a where a.incident_id = ? and " + which
                        + " and i.incident_id = a.incident_id and a.event_id = i.event_id"
                        + " and i.from_id = a.identity_id and i.to_id <> ?",
                value);
        update(
                "update activity a set identity_id = ? where a.incident_id = ? and " + which
                        + " and a.identity_id <> ?",
                value);
        owners.add(identity);
        new UseTable(connection).countAnew(incident, owners);
    }

    private void update(String sql, String value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, identity);
            update.setLong(2, incident);
            update.setString(3, value);
            update.setLong(4, identity);
            update.executeUpdate();
        }
    }

    private List<Long> owners(String which, String value) throws SQLException {
        List<Long> owners = new ArrayList<>();
        String sql = "select distinct a.identity_id from activity a where a.incident_id = ? and " + which
                + " and a.identity_id <> ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setString(2, value);
            query.setLong(3, identity);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    owners.add(rows.getLong(1));
                }
            }
        }
        return owners;
    }
}
