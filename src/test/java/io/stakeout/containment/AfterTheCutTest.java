package io.stakeout.containment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** What follows a cut: from when on it counts and whose calls, and that somebody keeps answering for it. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class AfterTheCutTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    Deadlines deadlines;

    private String incident;

    @BeforeEach
    void anIncident() {
        stage.begin(cloud);
        incident = stage.incident(Scenery.LEAKED);
    }

    @AfterEach
    void over() {
        stage.end();
    }

    // ---- the proof

    @Test
    void itCountsFromWhenTheRenewalHasSpreadAndTheRoomSaysTheSame() {
        JsonPath done = stage.executed(stage.draft(incident, "L2"));

        assertThat(done.getString("state")).isEqualTo("executed");
        assertThat(done.getList("steps.renewal", Boolean.class)).containsExactly(false, true);
        Instant renewed = Instant.parse(done.getString("steps[1].endedAt"));
        assertThat(renewed).isAfter(Instant.parse(done.getString("effectiveAt")));
        assertThat(Instant.parse(done.getString("provenFrom"))).isEqualTo(renewed.plusSeconds(1));
        assertThat(stage.rows(
                        "select body::json ->> 'provenFrom' from entry where incident_id = ? and kind = 'plan'"
                                + " and body::json ->> 'action' = 'executed'",
                        Long.parseLong(incident)))
                .containsExactly(done.getString("provenFrom"));
    }

    @Test
    void whatIsLeftAliveIsToldWithItsNumberAndContestsNothing() {
        JsonPath done = stage.executed(stage.draft(incident, "L2"));
        long suspect = stage.suspect(incident);
        assertThat(done.getString("covers.'" + suspect + "'")).isEqualTo("sessions");

        call(suspect, "AKIALEFTALIVE0000001", "ok");
        JsonPath proved = until(done, "leftOpen.calls", 1);

        assertThat(proved.getString("state")).isEqualTo("executed");
        assertThat(proved.getInt("proof.succeeding")).isZero();
        assertThat(proved.getString("proof.text")).contains("left open by this plan", "1 call by " + Scenery.LEAKED);
        call(suspect, "ASIACUTSESSION000001", "ok");
        contested(done);
    }

    @Test
    void aBystanderWhosePasswordWasRemovedWorksOn() {
        String arn = "arn:aws:iam::" + Scenery.WORKLOAD + ":user/" + Scenery.PARTNER;
        long bystander = stage.joined(incident, "user", arn, "UpdateLoginProfile", "touched");
        JsonPath done = stage.executed(stage.draft(incident, "L3"));
        assertThat(done.getList("steps.call", String.class)).contains("iam:DeleteLoginProfile");

        call(bystander, "AKIABYSTANDER0000001", "ok");
        call(stage.suspect(incident), "AKIASUSPECT000000001", "denied");
        JsonPath proved = until(done, "denied", 1);

        assertThat(proved.getString("state")).isEqualTo("executed");
        assertThat(proved.getInt("proof.succeeding")).isZero();
        assertThat(proved.getInt("proof.leftOpen.calls")).isZero();
        call(bystander, null, "ok");
        contested(done);
    }

    private JsonPath until(JsonPath plan, String what, int number) {
        return await().atMost(LONGEST)
                .until(
                        () -> stage.plan(plan.getString("id")),
                        now -> now.get("proof") != null && now.getInt("proof." + what) == number);
    }

    /** What a look has counted is written down before it is said. */
    private void contested(JsonPath plan) {
        until(plan, "succeeding", 1);
        await().atMost(LONGEST)
                .until(() -> stage.plan(plan.getString("id")).getString("state").equals("contested"));
    }

    /** A recorded call of an identity, half a minute from now. */
    private void call(long identity, String key, String outcome) {
        long seq = stage.number(
                "select coalesce(max(seq), 0) + 1000 from entry where incident_id = ?", Long.parseLong(incident));
        stage.sql(
                "insert into entry (incident_id, seq, kind, at, body) values (?, ?, 'activity', now(), '{}')",
                Long.parseLong(incident),
                seq);
        stage.sql(
                "insert into activity (incident_id, event_id, seq, event_time, arrived_at, lane, class, outcome,"
                        + " event_source, event_name, region, account, consequence, record, identity_id, access_key_id)"
                        + " values (?, ?, ?, now() + interval '30 seconds', now(), 'CW', 'read', ?, 's3.amazonaws.com',"
                        + " 'ListBuckets', 'r', ?, false, '', ?, ?)",
                Long.parseLong(incident),
                CutStage.unique("call"),
                seq,
                outcome,
                Scenery.WORKLOAD,
                identity,
                key);
    }

    // ---- the containment

    @Test
    void aResponderRenewsItAndTheRoomIsToldAndRemindedAgain() {
        JsonPath done = stage.executed(stage.draft(incident, "L3"));
        long id = containment(done);
        List<String> written = stage.written();
        expires(id, "1 hour");
        deadlines.beat();
        deadlines.beat();
        assertThat(told("reminder")).hasSize(1);

        JsonPath renewed = stage.post(stage.responder(), path(id), Map.of("reason", " still asked about "))
                .statusCode(200)
                .body("due", equalTo(false))
                .body("renewal.by", equalTo(stage.responder().name()))
                .body("renewal.reason", equalTo("still asked about"))
                .body("reason", equalTo("leaked key"))
                .extract()
                .jsonPath();

        Instant until = Instant.parse(renewed.getString("expiresAt"));
        assertThat(until).isCloseTo(Instant.now().plus(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
        assertThat(told("renewed"))
                .singleElement()
                .asString()
                .contains("user/" + Scenery.LEAKED, until.toString(), "still asked about");
        assertThat(stage.rows(
                        "select details from audit where action = 'plan.renewed' and actor = ?",
                        stage.responder().name()))
                .anyMatch(details -> details.contains("still asked about"));
        assertThat(TestAccounts.as(stage.admin())
                        .get("/api/containments")
                        .jsonPath()
                        .getString("containments.find { it.id == '" + id + "' }.renewal.reason"))
                .isEqualTo("still asked about");
        deadlines.beat();
        assertThat(told("reminder")).hasSize(1);
        expires(id, "1 hour");
        deadlines.beat();
        assertThat(told("reminder")).hasSize(2);
        assertThat(stage.written()).as("and nothing else was touched").isEqualTo(written);
    }

    @Test
    void oneThatIsDueMayBeRenewedAndOneThatHasEndedNotAnyMore() {
        JsonPath done = stage.executed(stage.draft(incident, "L3"));
        long id = containment(done);
        expires(id, "-1 hour");

        stage.post(stage.responder(), path(id), Map.of("reason", "why"))
                .statusCode(200)
                .body("due", equalTo(false));
        stage.executed(stage.undo(done, false));
        stage.post(stage.responder(), path(id), Map.of("reason", "why")).statusCode(409);
    }

    @Test
    void itIsRenewedByNobodyWhoMayNotAndNeverWithoutAReason() {
        JsonPath done = stage.executed(stage.draft(incident, "L3"));
        long id = containment(done);
        String before = expiry(id);
        Map<String, Object> why = Map.of("reason", "why");

        stage.post(stage.old(Role.VIEWER), path(id), why).statusCode(403);
        stage.post(stage.responder(), path(id), Map.of()).statusCode(400);
        stage.post(stage.responder(), path(id), Map.of("reason", "  ")).statusCode(400);
        stage.post(stage.responder(), path(id), Map.of("reason", "x".repeat(1_001)))
                .statusCode(400);
        stage.post(stage.responder(), path(id), Map.of("reason", "why", "days", 9))
                .statusCode(400);
        stage.post(stage.responder(), path(Long.MAX_VALUE), why).statusCode(404);
        stage.sql("update incident set restricted = true where id = ?", Long.parseLong(incident));
        stage.post(stage.old(Role.RESPONDER), path(id), why).statusCode(404);

        assertThat(expiry(id)).isEqualTo(before);
        assertThat(told("renewed")).isEmpty();
    }

    private long containment(JsonPath plan) {
        return stage.number("select id from containment where plan_id = ?", plan.getLong("id"));
    }

    private String expiry(long id) {
        return stage.rows("select expires_at from containment where id = ?", id).get(0);
    }

    private void expires(long id, String in) {
        stage.sql("update containment set expires_at = now() + ?::interval where id = ?", in, id);
    }

    private List<String> told(String action) {
        return stage.rows(
                "select body::json ->> 'text' from entry where incident_id = ? and kind = 'plan'"
                        + " and body::json ->> 'action' = ? order by seq",
                Long.parseLong(incident),
                action);
    }

    private static String path(long id) {
        return "/api/containments/" + id + "/renew";
    }
}
