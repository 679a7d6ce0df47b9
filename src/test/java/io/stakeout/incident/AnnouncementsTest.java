package io.stakeout.incident;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Another process is played by a plain connection: what it commits, it announces, and this process hears of it. */
@QuarkusTest
@WithPostgres
class AnnouncementsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** More than the beat needs. */
    private static final Duration AT_THE_LATEST = Duration.ofSeconds(15);

    private static final String LISTENER =
            "from pg_stat_activity where application_name = 'stakeout-listen'" + " and datname = current_database()";

    /** What was announced in this process. */
    @ApplicationScoped
    static class Heard {
        private final Queue<HeadAnnounced> heads = new ConcurrentLinkedQueue<>();

        void head(@Observes HeadAnnounced announced) {
            heads.add(announced);
        }

        boolean contains(Optional<Long> incident) {
            return heads.contains(new HeadAnnounced(incident));
        }

        void forget() {
            heads.clear();
        }
    }

    @Inject
    CurrentWatch watch;

    @Inject
    Incidents incidents;

    @Inject
    Heard heard;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private long incident;
    private Connection elsewhere;

    @BeforeEach
    void anOpenIncidentAndAnotherProcess() throws SQLException {
        Suspect suspect = Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null);
        Opening opening = new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person");
        incident = incidents.open(Actor.STAKEOUT, opening).id();
        elsewhere = DriverManager.getConnection(url, user, password);
        await().atMost(AT_THE_LATEST).until(() -> number("select count(*) " + LISTENER) == 1);
    }

    @AfterEach
    void theOtherProcessEnds() throws SQLException {
        elsewhere.close();
        incidents.close(Actor.STAKEOUT, incident, Verdict.EXERCISE, "test over");
    }

    /** The beat comes every five seconds: it can explain one round, not all of them. */
    @Test
    void aSuspectAddedElsewhereIsWatchedHereWithinASecond() throws SQLException {
        for (int round = 1; round <= 8; round++) {
            String address = "198.51.100." + round;
            addElsewhere(address, true);
            await().pollInterval(Duration.ofMillis(10)).atMost(AT_ONCE).until(() -> watched(address));
        }
    }

    @Test
    void whatWasAnnouncedToNobodyIsFoundAllTheSameAndListeningGoesOn() throws SQLException {
        heard.forget();
        number("select count(pg_terminate_backend(pid)) " + LISTENER);
        addElsewhere("203.0.113.1", true);
        await().atMost(AT_THE_LATEST).until(() -> watched("203.0.113.1"));
        await().atMost(AT_THE_LATEST).until(() -> heard.contains(Optional.empty()));
        for (int round = 2; round <= 6; round++) {
            String address = "203.0.113." + round;
            addElsewhere(address, true);
            await().pollInterval(Duration.ofMillis(10)).atMost(AT_ONCE).until(() -> watched(address));
        }
    }

    @Test
    void aChangeThatNobodyAnnouncedIsFoundByTheBeat() throws SQLException {
        addElsewhere("192.0.2.1", false);
        await().atMost(AT_THE_LATEST).until(() -> watched("192.0.2.1"));
    }

    @Test
    void entriesWrittenElsewhereAreHeardOfAndNonsenseIsNot() throws SQLException {
        heard.forget();
        execute("select pg_notify('stakeout_head', 'drop table entry')");
        execute("select pg_notify('stakeout_head', '4711 12')");
        await().atMost(AT_ONCE).until(() -> heard.contains(Optional.of(4_711L)));
        assertThat(heard.heads).doesNotContain(new HeadAnnounced(Optional.empty()));
    }

    @Test
    void aChangeMadeHereIsAnnouncedWithItsCommitOnly() throws SQLException {
        execute("listen stakeout_watch");
        incidents.addSuspect(Actor.STAKEOUT, incident, Suspect.of("source-ip", "192.0.2.77", null));
        var news = elsewhere.unwrap(org.postgresql.PGConnection.class).getNotifications(1_000);
        assertThat(news)
                .extracting(org.postgresql.PGNotification::getParameter)
                .containsExactly(Long.toString(incident));
    }

    private boolean watched(String address) {
        return watch.snapshot().watches().stream()
                .anyMatch(one ->
                        one.incident() == incident && one.suspect().value().equals(address));
    }

    private void addElsewhere(String address, boolean announced) throws SQLException {
        elsewhere.setAutoCommit(false);
        execute(
                "with named as (insert into identity (incident_id, key, kind, value, label, certainty, joined_at) values ("
                        + incident + ", 'source-ip:" + address + "', 'source-ip', '" + address + "', '" + address
                        + "', 'exact', now()) returning id)"
                        + " insert into suspect (incident_id, type, value, added_by, added_at, identity_id) select "
                        + incident
                        + ", 'source-ip', '" + address + "', 'elsewhere', now(), id from named");
        if (announced) {
            execute("select pg_notify('stakeout_watch', '" + incident + "')");
        }
        elsewhere.commit();
        elsewhere.setAutoCommit(true);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = elsewhere.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = elsewhere.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
