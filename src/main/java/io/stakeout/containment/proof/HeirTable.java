package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.TreeMap;

import io.stakeout.containment.plan.Cover;

/**
 * The SQL of who came into a lineage and isn't in the plan, on one connection inside one transaction. Between a draft and
 * the moment at which its cut counts minutes may pass: what was minted in them must not go on unseen.
 */
final class HeirTable {

    /**
     * Whoever comes of somebody who was left out is left out. Else what was minted is the suspect's alone. Whose password was set since may be anybody: only what the password opens
     * counts. Who was touched before is watched, and not cut, since nobody ticked it.
     */
    private static final String HEIRS = "with recursive planned as (select * from unnest(?::bigint[], ?::int[]) as"
            + " p(id, cover)), heir(id, cover) as (select id, cover from planned union"
            + " select t.id, case when f.cover = ? then f.cover when t.relation = 'touched' then ? else ? end from heir f"
            + " join issuance s on s.from_id = f.id and s.incident_id = ? join identity t on t.id = s.to_id"
            + " where s.followed and s.certainty <> 'possible' and not t.excluded"
            + " and (f.cover <> ? or s.how = 'ConsoleLogin')"
            + " and (t.relation is distinct from 'touched' or t.kind = 'user' and t.joined_at > ?))"
            + " select id, max(cover) from heir where id not in (select id from planned) group by id";

    private final Connection connection;

    HeirTable(Connection connection) {
        this.connection = connection;
    }

    Map<Long, Cover> of(Case cut) throws SQLException {
        Map<Long, Cover> heirs = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(HEIRS)) {
            Sql.covers(connection, query, 1, cut.covers());
            query.setInt(3, Cover.LEFT_OUT.ordinal());
            query.setInt(4, Cover.SIGN_INS.ordinal());
            query.setInt(5, Cover.ALL.ordinal());
            query.setLong(6, cut.incident());
            query.setInt(7, Cover.SIGN_INS.ordinal());
            query.setTimestamp(8, Timestamp.from(cut.times().drafted()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    heirs.put(rows.getLong(1), Cover.values()[rows.getInt(2)]);
                }
            }
        }
        return heirs;
    }
}
