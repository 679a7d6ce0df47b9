package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.stakeout.cloudtrail.Text;
import io.stakeout.notify.news.Call;

/**
 * Who writes for the first time in an incident, and from where calls come for the first time: remembered with the calls
 * themselves, under the incident's lock, so that each is the first once. On one connection inside one transaction.
 */
final class Firsts {

    /** Nobody is told of the thousandth address of one incident, and nothing is kept of it. */
    private static final int MOST = 1_000;

    /** In the key of an index four bytes of each character must fit. */
    private static final int LONGEST = 600;

    private static final String REMEMBER =
            "with before as (select count(*) filter (where kind = 'address') as addresses,"
                    + " count(*) as known from outbox_seen where incident_id = ?),"
                    + " fresh as (insert into outbox_seen (incident_id, kind, value)"
                    + " select ?, one.kind, one.value from unnest(?::text[], ?::text[]) as one(kind, value)"
                    + " where (select known from before) < " + MOST + " on conflict do nothing returning kind, value)"
                    + " select kind, value, addresses from fresh cross join before";

    private static final String BEGIN = "insert into outbox_seen (incident_id, kind, value)"
            + " select incident_id, 'address', source_ip from activity where incident_id = ? and seq <= ?"
            + " and source_ip ~ '^[0-9a-fA-F:.]{3,64}$' and not exists (select 1 from outbox_seen where incident_id = ?)"
            + " group by incident_id, source_ip"
            + " union all select incident_id, 'write', case when coalesce(identity_id, 0) = 0"
            + " then left(coalesce(principal_arn, access_key_id, ''), " + LONGEST
            + ") else 'identity:' || identity_id end"
            + " from activity where incident_id = ? and seq <= ? and outcome = 'ok' and class <> 'read'"
            + " and not exists (select 1 from outbox_seen where incident_id = ?)"
            + " group by 1, 2, 3 on conflict do nothing";

    /**
     * What is there for the first time; asked in the order of the calls, each is the first once.
     *
     * @param had whether calls came from anywhere before
     */
    record Fresh(Set<String> writers, Set<String> addresses, boolean had) {

        boolean write(Call call) {
            return call.wrote() && writers.remove(value(call.who()));
        }

        /** The first address of all is none that is new. */
        boolean address(Call call) {
            return had && call.address().filter(addresses::remove).isPresent();
        }
    }

    private final Connection connection;

    Firsts(Connection connection) {
        this.connection = connection;
    }

    /** Of an incident that was there before anybody was told: what it has seen up to then is nothing new. Once. */
    void begin(long incident, long upto) throws SQLException {
        if (upto == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setLong(1, incident);
            statement.setLong(2, upto);
            statement.setLong(3, incident);
            statement.setLong(4, incident);
            statement.setLong(5, upto);
            statement.setLong(6, incident);
            statement.executeUpdate();
        }
    }

    /** Remembers these calls, and says what of them is the first. */
    Fresh remember(long incident, List<Call> calls) throws SQLException {
        Set<List<String>> values = new HashSet<>();
        for (Call call : calls) {
            if (call.wrote() && !call.who().isEmpty()) {
                values.add(List.of("write", value(call.who())));
            }
            call.address().ifPresent(address -> values.add(List.of("address", address)));
        }
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            statement.setLong(1, incident);
            statement.setLong(2, incident);
            statement.setArray(3, texts(values, 0));
            statement.setArray(4, texts(values, 1));
            return fresh(statement);
        }
    }

    private static Fresh fresh(PreparedStatement statement) throws SQLException {
        Set<String> writers = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        boolean had = false;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                (rows.getString(1).equals("write") ? writers : addresses).add(rows.getString(2));
                had = rows.getLong(3) > 0;
            }
        }
        return new Fresh(writers, addresses, had);
    }

    private java.sql.Array texts(Set<List<String>> values, int which) throws SQLException {
        return connection.createArrayOf(
                "text", values.stream().map(pair -> pair.get(which)).toArray());
    }

    private static String value(String who) {
        String storable = Text.storable(who);
        return storable.length() <= LONGEST ? storable : storable.substring(0, LONGEST);
    }
}
