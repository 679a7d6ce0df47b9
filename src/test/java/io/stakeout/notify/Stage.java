package io.stakeout.notify;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Activity;
import io.stakeout.incident.EntryLog;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Matched;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;
import io.stakeout.notify.news.Told;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

/** Incidents, calls and rounds for tests of the outbox. */
@ApplicationScoped
public class Stage {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final Digests digests;
    private final Incidents incidents;
    private final EntryLog log;

    Stage(AgroalDataSource database, Outbox outbox, Digests digests, Incidents incidents, EntryLog log) {
        this.database = database;
        this.outbox = outbox;
        this.digests = digests;
        this.incidents = incidents;
        this.log = log;
    }

    static Scripted channel() {
        return new Scripted("scripted" + (char) ('a' + NUMBER.incrementAndGet() % 26) + letters(NUMBER.get()));
    }

    private static String letters(long number) {
        return Long.toString(number, 26)
                .chars()
                .mapToObj(c -> String.valueOf((char) ('a' + Character.digit(c, 26))))
                .reduce("", String::concat);
    }

    /** Two attempts in all, pauses of 1, 2, 4 … s without dice, a lease of a minute. */
    static Tenacity tenacity(int attempts) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> 1);
        return new Tenacity(attempts, backoff, backoff, Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    ItemRound items(Channel channel, StillClock clock, int attempts) {
        Outcomes outcomes = new Outcomes(channel.name(), new SimpleMeterRegistry());
        return new ItemRound(channel, database, digests, tenacity(attempts), outcomes, clock, "node");
    }

    DigestRound logs(Channel channel, StillClock clock, int attempts) {
        Outcomes outcomes = new Outcomes(channel.name(), new SimpleMeterRegistry());
        return new DigestRound(channel, database, digests, tenacity(attempts), outcomes, clock, "node");
    }

    /** As of the clock's time, in a transaction of its own. */
    void put(Channel channel, News news, Draft draft, StillClock clock) {
        sql((connection) -> new OutboxTable(connection).put(channel, news, draft, false, clock.instant()));
    }

    void follow(Channel channel, long incident, StillClock clock) {
        sql(connection -> {
            new StreamTable(connection).begin(List.of(channel.name()), incident, 0, clock.instant());
            return null;
        });
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T sql(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return work.on(connection);
            }
        });
    }

    /** {@code state attempts last_error} of a channel's rows, in order. */
    List<String> rows(Channel channel) {
        return sql(connection -> {
            String sql = "select state || ' ' || attempts || coalesce(' ' || last_error, '') from outbox"
                    + " where channel = ? order by id";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, channel.name());
                List<String> all = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        all.add(rows.getString(1));
                    }
                }
                return all;
            }
        });
    }

    public long open(Set<String> readers) {
        Suspect suspect = Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null);
        Opening opening = new Opening("Leaked key", Severity.HIGH, Follow.DIRECT, List.of(suspect), readers, "person");
        return incidents.open(Actor.STAKEOUT, opening).id();
    }

    void restrict(long incident) {
        sql(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("update incident set restricted = true where id = ?")) {
                statement.setLong(1, incident);
                return statement.executeUpdate();
            }
        });
    }

    /** News of an incident that is there. */
    static News.Telling line(long incident, long seq, Instant at, String text) {
        Room room = new Room(incident, "Leaked key", Severity.HIGH, "watching", List.of(), 0, false, Set.of());
        return new News.Telling(room, new Told(seq, at, "", text), Set.of(), 0);
    }

    public static Matched call(long incident, String eventId, String name, String address) {
        return call(incident, eventId, name, address, Lane.CT, false);
    }

    public static Matched call(long incident, String eventId, String name, String address, Lane lane, boolean again) {
        boolean read = name.startsWith("Get") || name.startsWith("List");
        String json = "{\"eventID\":\"" + eventId + "\",\"eventName\":\"" + name
                + "\",\"eventSource\":\"iam.amazonaws.com\","
                + "\"eventTime\":\"2026-03-04T05:00:00Z\",\"readOnly\":" + read + ",\"sourceIPAddress\":\"" + address
                + "\",\"awsRegion\":\"eu-central-1\",\"recipientAccountId\":\"111122223333\",\"userAgent\":\"aws-cli\","
                + "\"userIdentity\":{\"type\":\"IAMUser\",\"accessKeyId\":\"AKIATFQR7NSC8Q4X20BJ\","
                + "\"arn\":\"arn:aws:iam::111122223333:user/eve\",\"principalId\":\"AIDAEVE\"}}";
        CloudTrailRecord record = CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        return new Matched(Activity.of(record, lane, Instant.parse("2026-03-04T05:00:05Z")), Set.of(incident), again);
    }

    public void record(List<Matched> calls) {
        log.record(calls);
    }

    public Incidents incidents() {
        return incidents;
    }

    Outbox outbox() {
        return outbox;
    }
}
