package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.PlanView;
import io.stakeout.containment.Wish;
import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Activity;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Matched;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.notify.news.Kind;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Why;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Hit;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What is news, and that it is made in the transaction of what it tells. */
@QuarkusTest
@WithPostgres
@TestProfile(WithListener.class)
class NewsroomTest {

    @Inject
    Stage stage;

    @Inject
    ListeningChannel listener;

    @Inject
    PlanDesk plans;

    private List<Kind> kinds(long incident) {
        return listener.of(incident).stream().map(News::kind).toList();
    }

    private List<Set<Why>> whys(long incident) {
        return listener.of(incident).stream()
                .filter(News.Telling.class::isInstance)
                .map(one -> ((News.Telling) one).why())
                .toList();
    }

    @Test
    void openingChangingClosingAndReopeningAreNewsAsTheIncidentIsThen() {
        long incident = stage.open(Set.of());
        stage.incidents().close(Actor.STAKEOUT, incident, Verdict.BENIGN, "a test");
        stage.incidents().reopen(Actor.STAKEOUT, incident);
        stage.incidents()
                .change(
                        Actor.STAKEOUT,
                        incident,
                        new Incidents.Change(
                                java.util.Optional.of(Severity.CRITICAL),
                                java.util.Optional.empty(),
                                java.util.Optional.empty()));
        stage.incidents().note(Actor.STAKEOUT, incident, "a note is none");

        assertThat(kinds(incident))
                .containsExactly(Kind.OPENED, Kind.CHANGED, Kind.CLOSED, Kind.REOPENED, Kind.CHANGED);
        List<News> all = listener.of(incident);
        assertThat(all.get(0).of().orElseThrow().suspects()).containsExactly("access-key AKIATFQR7NSC8Q4X20BJ");
        assertThat(all.get(2).of().orElseThrow().state()).isEqualTo("closed");
        assertThat(all.get(4).of().orElseThrow().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void theFirstWriteANewAddressAndTamperingAreLinesAndTheRestIsNot() {
        long incident = stage.open(Set.of());
        stage.record(List.of(
                Stage.call(incident, "a", "GetUser", "203.0.113.7"),
                Stage.call(incident, "b", "ListUsers", "203.0.113.7")));
        assertThat(whys(incident)).as("the first address of all is no new one").isEmpty();

        stage.record(List.of(
                Stage.call(incident, "c", "CreateUser", "203.0.113.7"),
                Stage.call(incident, "d", "GetUser", "198.51.100.9"),
                Stage.call(incident, "e", "GetUser", "198.51.100.9"),
                Stage.call(incident, "f", "GetUser", "cloudtrail.amazonaws.com")));
        assertThat(whys(incident)).containsExactly(Set.of(Why.PRIVILEGE, Why.FIRST_WRITE), Set.of(Why.NEW_ADDRESS));

        stage.record(List.of(Stage.call(incident, "g", "GetUser", "198.51.100.9")));
        assertThat(whys(incident)).hasSize(2);
    }

    @Test
    void whatIsFromThePastCallsNobodyAndIsNothingNewLater() {
        long incident = stage.open(Set.of());
        stage.record(List.of(
                Stage.call(incident, "a", "CreateUser", "203.0.113.7", Lane.IMPORT, false),
                Stage.call(incident, "b", "CreateUser", "203.0.113.8", Lane.BACKFILL, false),
                Stage.call(incident, "c", "CreateUser", "203.0.113.9", Lane.CT, true)));
        assertThat(whys(incident)).isEmpty();

        stage.record(List.of(Stage.call(incident, "d", "GetUser", "203.0.113.9")));
        assertThat(whys(incident)).isEmpty();
    }

    @Test
    void whatComesAfterACutThatHoldsIsALineAndWhatCameBeforeOrUnderAnUndoneOneIsNot() {
        long incident = watched("arn:aws:iam::111122223333:user/eve");
        eve("before", incident);
        long plan = cut(incident, "2026-03-04T05:00:00Z");
        eve("spreading", incident);
        assertThat(whys(incident))
                .as("calls at five, and a cut that isn't everywhere")
                .isEmpty();

        stage.sql(connection -> update(connection, "effective_at = timestamptz '2026-03-04T04:50:00Z'", plan));
        eve("after", incident);
        assertThat(whys(incident)).containsExactly(Set.of(Why.AFTER_CUT_OFF));

        stage.sql(connection -> update(connection, "state = 'undone', ended_at = now()", plan));
        eve("undone", incident);
        assertThat(whys(incident)).hasSize(1);
    }

    /** A call at five by the only suspect. */
    private void eve(String eventId, long incident) {
        long identity = stage.sql(connection -> {
            try (var statement = connection.createStatement();
                    var row =
                            statement.executeQuery("select identity_id from suspect where incident_id = " + incident)) {
                row.next();
                return row.getLong(1);
            }
        });
        Activity activity =
                Stage.call(incident, eventId, "GetUser", "203.0.113.7").activity();
        stage.record(List.of(new Matched(activity, Map.of(incident, new Hit(identity, false)), Map.of(), false)));
    }

    private long watched(String arn) {
        Suspect suspect = Suspect.of("principal-arn", arn, null);
        Opening opening = new Opening("Eve", Severity.HIGH, Follow.DIRECT, List.of(suspect), Set.of(), "person");
        return stage.incidents().open(Actor.STAKEOUT, opening).id();
    }

    /** A plan over its lineage that is carried out. */
    private long cut(long incident, String effective) {
        Wish wish = new Wish(
                Level.PRINCIPAL,
                "a test",
                Map.of(),
                Map.of(),
                new io.stakeout.containment.plan.Draft.Options(false, false, 0));
        PlanView drafted = plans.draft(new Actor("ada", Role.RESPONDER, Optional.empty()), incident, wish);
        assertThat(drafted.steps()).as(drafted.toString()).isNotEmpty();
        long plan = drafted.id();
        stage.sql(connection -> update(
                connection,
                "state = 'executed', cut_off = timestamptz '" + effective + "', effective_at = timestamptz '"
                        + effective + "'",
                plan));
        return plan;
    }

    private static int update(Connection connection, String what, long plan) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate("update plan set " + what + " where id = " + plan);
        }
    }

    @Test
    void whatComesInMassesIsAFewLinesAndANumber() {
        long incident = stage.open(Set.of());
        stage.record(IntStream.range(0, 100)
                .mapToObj(n -> Stage.call(incident, "m" + n, "AttachUserPolicy", "203.0.113.7"))
                .toList());
        List<News.Telling> lines = listener.of(incident).stream()
                .filter(News.Telling.class::isInstance)
                .map(News.Telling.class::cast)
                .toList();
        assertThat(lines).hasSize(Newsroom.MOST_LINES);
        assertThat(lines.get(2).others()).isEqualTo(97);
    }

    @Test
    void whatIsRolledBackIsToldToNobody() {
        long incident = stage.open(Set.of());
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    stage.incidents().close(Actor.STAKEOUT, incident, Verdict.BENIGN, "a test");
                    throw new IllegalStateException("something else failed");
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(rowsOf(incident)).doesNotContain("closed");
        stage.incidents().close(Actor.STAKEOUT, incident, Verdict.BENIGN, "a test");
        assertThat(rowsOf(incident)).contains("closed");
    }

    @Test
    void aRestrictedIncidentLeavesRowsWithoutAWord() {
        long incident = stage.open(Set.of("admin"));
        assertThat(rowsOf(incident)).isNotEmpty();
        assertThat(stage.<String>sql(connection -> {
                    try (var statement = connection.prepareStatement(
                            "select string_agg(distinct state || body, ' ') from outbox where incident_id = ?")) {
                        statement.setLong(1, incident);
                        try (var row = statement.executeQuery()) {
                            row.next();
                            return row.getString(1);
                        }
                    }
                }))
                .isEqualTo("withheld{}");
    }

    @Test
    void theWorkersOfTheApplicationTellTheLogByThemselves() {
        long incident = stage.open(Set.of());
        stage.record(IntStream.range(0, 40)
                .mapToObj(n -> Stage.call(incident, "w" + n, "GetUser", "203.0.113.7"))
                .toList());
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (listener.digests(incident).stream()
                            .mapToLong(one -> one.counts().calls())
                            .sum()
                    < 40) {
                Thread.onSpinWait();
            }
        });
        List<Digest> digests = listener.digests(incident);
        assertThat(digests.get(0).after()).isZero();
        if (digests.size() > 1) {
            assertThat(digests.get(1).reference())
                    .contains("told " + digests.get(0).upto());
        }
    }

    private List<String> rowsOf(long incident) {
        return stage.sql(connection -> {
            try (var statement = connection.prepareStatement(
                    "select kind from outbox where incident_id = ? and channel = 'webhook' order by id")) {
                statement.setLong(1, incident);
                List<String> kinds = new java.util.ArrayList<>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        kinds.add(rows.getString(1));
                    }
                }
                return kinds;
            }
        });
    }
}
