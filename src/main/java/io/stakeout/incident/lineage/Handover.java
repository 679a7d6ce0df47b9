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
public final class Handover {

    /**
     * What a call hands out is followed from whoever it is, but for an address. So a call of an address is taken over only
     * together with what it hands out ({@link #recorded}).
     */
    private static final String FIRM =
            "exists (select 1 from identity f where f.id = a.identity_id and f.kind <> '" + NewIdentity.ADDRESS + "')";

    /** Whose calls change hands, as a condition on the activity {@code a}; takes the value. */
    private static final String SIGNED = "a.access_key_id = ? and " + FIRM;

    /** A call that a known key has signed stays the key's. */
    private static final String IN_SESSION = "a.session = ? and " + FIRM + " and not exists (select 1 from identity k"
            + " where k.id = a.identity_id and k.kind = 'access-key' and k.value = a.access_key_id)";

    private final Connection connection;
    private final long incident;
    private final long identity;

    /** @param identity who has joined */
    public Handover(Connection connection, long incident, long identity) {
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

    /** @param seqs of calls that were nobody's in particular; whoever takes them follows what they hand out */
    public void recorded(List<Long> seqs) throws SQLException {
        take("a.seq = any(?)", connection.createArrayOf("bigint", seqs.toArray()));
    }

    private void take(String which, Object value) throws SQLException {
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
                        + " and a.identity_id is distinct from ?",
                value);
        owners.add(identity);
        new UseTable(connection).countAnew(incident, owners);
    }

    private void update(String sql, Object value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, identity);
            update.setLong(2, incident);
            update.setObject(3, value);
            update.setLong(4, identity);
            update.executeUpdate();
        }
    }

    private List<Long> owners(String which, Object value) throws SQLException {
        List<Long> owners = new ArrayList<>();
        String sql = "select distinct a.identity_id from activity a where a.incident_id = ? and " + which
                + " and a.identity_id is distinct from ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setObject(2, value);
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
