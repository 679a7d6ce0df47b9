package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;
import io.stakeout.cloudtrail.UnreadableRecordException;

/** Who AWS said that each identity of an incident was when it called last: its principal id, its role, its user. */
@ApplicationScoped
public class LastCalls {

    /** As many as a lineage shows. */
    private static final int MOST = 2_000;

    private final AgroalDataSource database;

    LastCalls(AgroalDataSource database) {
        this.database = database;
    }

    /** By identity; of whom no call was seen there is none. In the caller's transaction, which checks who may ask. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Long, Principal> of(long incident) {
        String sql = "select distinct on (identity_id) identity_id, record from activity where incident_id = ?"
                + " and identity_id is not null and not consequence order by identity_id, seq desc limit " + MOST;
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            Map<Long, Principal> callers = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    callers.put(rows.getLong(1), principal(rows.getBytes(2)));
                }
            }
            return callers;
        } catch (SQLException e) {
            throw new IllegalStateException("the callers of incident " + incident + " can't be read", e);
        }
    }

    /**
     * The ARNs of the sessions in which Identity Center users of an incident called, by identity: they work in many
     * accounts. In the caller's transaction, which checks who may ask.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Long, Set<String>> sessionsOfPeople(long incident) {
        String sql =
                "select distinct a.identity_id, a.principal_arn from activity a join identity i on i.id = a.identity_id"
                        + " where a.incident_id = ? and i.incident_id = a.incident_id and i.kind = 'identity-center-user'"
                        + " and not a.consequence and a.principal_arn is not null limit " + MOST;
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, incident);
            Map<Long, Set<String>> sessions = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sessions.computeIfAbsent(rows.getLong(1), id -> new TreeSet<>())
                            .add(rows.getString(2));
                }
            }
            return sessions;
        } catch (SQLException e) {
            throw new IllegalStateException("the sessions of incident " + incident + " can't be read", e);
        }
    }

    private static Principal principal(byte[] stored) {
        try {
            return CloudTrailRecord.parse(StoredRecord.read(stored)).principal();
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException("a stored record can't be read: " + e.getMessage(), e);
        }
    }
}
