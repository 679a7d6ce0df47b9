package io.stakeout.incident.lineage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

/** The SQL by which a lineage grows, on one connection inside one transaction that holds the incident's lock. */
public final class LineageTable {

    /** What came of joining: the identity's id, and whether the incident didn't have it. */
    record Joined(long id, boolean fresh) {}

    private static final String SURER = "(excluded.certainty = 'exact' and i.certainty <> 'exact'"
            + " or excluded.certainty = 'derived' and i.certainty = 'possible')";

    private final Connection connection;

    public LineageTable(Connection connection) {
        this.connection = connection;
    }

    /** The identity that a suspect is, which the incident may have met before. A key takes over the calls that it has signed. */
    public long named(long incident, Suspect suspect, Instant now) throws SQLException {
        NewIdentity named = NewIdentity.of(suspect);
        Joined joined = join(incident, named, now, false);
        if (joined.fresh() && suspect.type() == SuspectType.ACCESS_KEY) {
            new Handover(connection, incident, joined.id()).signedBy(named.value());
        }
        return joined.id();
    }

    Connection connection() {
        return connection;
    }

    /**
     * Adds an identity, or learns more about one. What is known of it in the end doesn't depend on the order: minted
     * beats touched, and the surer certainty gives the value.
     */
    Joined join(long incident, NewIdentity identity, Instant now, boolean grouped) throws SQLException {
        String sql = "insert into identity as i (incident_id, key, kind, value, label, account, relation, certainty,"
                + " joined_at, grouped) values (?,?,?,?,?,?,?,?,?,?)"
                + " on conflict (incident_id, key) do update set"
                + " value = case when " + SURER + " then excluded.value else i.value end,"
                + " label = case when " + SURER + " then excluded.label else i.label end,"
                + " account = coalesce(i.account, excluded.account),"
                + " certainty = case when " + SURER + " then excluded.certainty else i.certainty end,"
                + " relation = case when i.relation = 'minted' then i.relation"
                + "   else coalesce(excluded.relation, i.relation) end"
                + " returning id, xmax = 0";
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            row.setLong(1, incident);
            row.setString(2, identity.key());
            row.setString(3, identity.kind());
            row.setString(4, identity.value());
            row.setString(5, identity.label());
            row.setString(6, identity.account().orElse(null));
            row.setString(7, identity.relation().map(Issuance.Relation::id).orElse(null));
            row.setString(8, identity.certainty().id());
            row.setTimestamp(9, Timestamp.from(now));
            row.setBoolean(10, grouped);
            try (ResultSet result = row.executeQuery()) {
                result.next();
                return new Joined(result.getLong(1), result.getBoolean(2));
            }
        }
    }

    /**
     * Adds an issuance, once for each call that proves it.
     *
     * @return whether it is new
     */
    boolean issue(long incident, NewIssuance issuance) throws SQLException {
        String sql = "insert into issuance as i (incident_id, from_id, to_id, how, certainty, reach, followed,"
                + " not_before, event_id, event_time, shared_event_id, other_account, record)"
                + " values (?,?,?,?,?,?,?,?,?,?,?,?,?)"
                + " on conflict (incident_id, to_id, how, event_id) do nothing"
                + " returning id";
        try (PreparedStatement row = connection.prepareStatement(sql)) {
            row.setLong(1, incident);
            row.setLong(2, issuance.from());
            row.setLong(3, issuance.to());
            row.setString(4, issuance.how());
            row.setString(5, issuance.certainty().id());
            row.setString(6, issuance.reach().id());
            row.setBoolean(7, issuance.followed());
            row.setTimestamp(8, timestamp(issuance.notBefore()));
            row.setString(9, issuance.eventId());
            row.setTimestamp(10, timestamp(issuance.eventTime()));
            row.setString(11, issuance.sharedEventId().orElse(null));
            row.setString(12, issuance.otherAccount().orElse(null));
            row.setBytes(13, issuance.record().orElse(null));
            try (ResultSet result = row.executeQuery()) {
                return result.next();
            }
        }
    }

    /** Whose a recorded call is; 0 when it is nobody's. */
    long whose(long incident, String eventId) throws SQLException {
        String sql = "select identity_id from activity where incident_id = ? and event_id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setString(2, eventId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** How many identities have joined since a moment with an entry of their own. */
    long namedSince(long incident, Instant since) throws SQLException {
        String sql = "select count(*) from identity where incident_id = ? and joined_at > ? and not grouped";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            query.setTimestamp(2, Timestamp.from(since));
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /**
     * Notes that the account which was entered has a record of the call too.
     *
     * @return whether that was not known
     */
    boolean otherSide(long incident, String sharedEventId, String eventId) throws SQLException {
        String sql = "update issuance set other_event_id = ? where incident_id = ? and shared_event_id = ?"
                + " and other_event_id is null and event_id <> ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, eventId);
            update.setLong(2, incident);
            update.setString(3, sharedEventId);
            update.setString(4, eventId);
            return update.executeUpdate() > 0;
        }
    }

    private static Timestamp timestamp(Optional<Instant> instant) {
        return instant.map(Timestamp::from).orElse(null);
    }
}
