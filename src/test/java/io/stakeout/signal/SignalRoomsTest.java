package io.stakeout.signal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.incident.IncidentView.SuspectView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.signal.finding.RiskBody;
import io.stakeout.signal.finding.Trust;
import io.stakeout.testing.Traffic;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static io.stakeout.signal.Detector.freshId;
import static io.stakeout.signal.Detector.freshKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** One principal, one room: however many signals there are, by whom, and at what time. */
@QuarkusTest
@WithPostgres
class SignalRoomsTest {

    @Inject
    Ward ward;

    @Inject
    Incidents incidents;

    @Inject
    Intake intake;

    @Inject
    TestAccounts accounts;

    @Inject
    AgroalDataSource database;

    @Inject
    Judge judge;

    @Inject
    Deciding deciding;

    @Inject
    Telling telling;

    @Inject
    Event<PlanDue> planDue;

    @Inject
    Event<RereadDue> rereadDue;

    @Inject
    FindingService service;

    @Inject
    ReceptionConfig config;

    @Inject
    Event<TeamAsked> teamAsked;

    @Inject
    MeterRegistry metrics;

    private final Detector source = new Detector("rooms");
    private final String key = freshKey();

    /** What other tests have opened within this hour doesn't count here. */
    @BeforeEach
    void nobodyHasOpenedAnything() {
        ward.sql("update signal set opened_at = null");
    }

    @AfterEach
    void noRoomForOtherTests() {
        ward.closeAll();
    }

    @Test
    void twoHundredDeliveriesOfOneSignalOpenOneRoom() throws Exception {
        Detector crowd = new Detector("crowd");
        String body = crowd.body(freshId(), 90, key);
        List<JsonPath> told = atOnce(200, n -> crowd.sends(body));
        assertThat(told).extracting(one -> one.getString("outcome")).containsOnly("opened");
        assertThat(new HashSet<>(
                        told.stream().map(one -> one.getString("incidentId")).toList()))
                .hasSize(1);
        assertThat(ward.roomsOn(key)).hasSize(1);
        assertThat(ward.entries(ward.roomsOn(key).get(0), "signal")).hasSize(1);
    }

    @Test
    void differentSignalsOnOnePrincipalMeetInOneRoom() throws Exception {
        List<JsonPath> told = atOnce(40, n -> source.sends(source.body("meet-" + key + n, 90, key)));
        assertThat(told).extracting(one -> one.getString("outcome")).containsOnlyOnce("opened");
        assertThat(ward.roomsOn(key)).hasSize(1);
        assertThat(ward.entries(ward.roomsOn(key).get(0), "signal")).hasSize(40);
    }

    /** All that is known is in the database, so another process, or the same after a restart, decides alike. */
    @Test
    void twoNodesOpenOneRoomAndAThirdThatStartsLaterAnswersAlike() throws Exception {
        List<SignalDesk> nodes = List.of(node(), node());
        List<Arrival> arrivals = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            arrivals.add(arrival("node-" + key + n));
        }
        List<Told> told = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<Told>> all = new ArrayList<>();
            arrivals.forEach(one -> nodes.forEach(node -> all.add(threads.submit(() -> node.receive(one)))));
            for (Future<Told> one : all) {
                told.add(one.get(2, TimeUnit.MINUTES));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(told)
                .extracting(Told::incident)
                .containsOnly(Optional.of(ward.roomsOn(key).get(0)));
        assertThat(ward.roomsOn(key)).hasSize(1);
        long room = ward.roomsOn(key).get(0);
        assertThat(ward.entries(room, "signal")).hasSize(20);
        SignalDesk restarted = node();
        for (int n = 0; n < 20; n++) {
            assertThat(restarted.receive(arrivals.get(n))).isEqualTo(told.get(2 * n));
        }
        assertThat(ward.entries(room, "signal")).hasSize(20);
    }

    private SignalDesk node() {
        return new SignalDesk(
                database, judge, deciding, telling, planDue, teamAsked, rereadDue, service, config, metrics);
    }

    private Arrival arrival(String id) {
        byte[] body = source.body(id, 90, key).getBytes(StandardCharsets.UTF_8);
        RiskBody.Accepted read = (RiskBody.Accepted) RiskBody.read(body, now());
        return new Arrival(Arrival.RISK, "rooms", read.signal(), Trust.SIGNED, body, now());
    }

    private static List<JsonPath> atOnce(int many, IntFunction<Response> sending) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Response>> sent = new ArrayList<>();
            for (int n = 0; n < many; n++) {
                int number = n;
                sent.add(threads.submit(() -> sending.apply(number)));
            }
            List<JsonPath> told = new ArrayList<>();
            for (Future<Response> one : sent) {
                told.add(one.get(2, TimeUnit.MINUTES)
                        .then()
                        .statusCode(202)
                        .extract()
                        .jsonPath());
            }
            return told;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSignalOnAKeyThatTheSuspectMintedJoinsItsRoom() {
        long room = open(Suspect.of("access-key", key, null));
        String minted = "ASIA" + key.substring(4);
        live(Traffic.assumeRole("mint-" + key, key, minted, now()));
        await().until(() -> ward.value("select 1 from identity where value = '" + minted + "'") != null);
        assertThat(joined(source.body(freshId(), 90, minted))).isEqualTo(room);
        assertThat(ward.roomsOn(minted)).as("it is watched already").isEmpty();
    }

    @Test
    void oneWhoIsNamedInTwoWaysIsOne() {
        String arn = "arn:aws:iam::111122223333:user/team/u-" + key;
        long room = open(Suspect.of("user-name", "u-" + key, "111122223333"));
        assertThat(joined(source.body(freshId(), 90, "principal-arn", arn))).isEqualTo(room);
        long role = open(Suspect.of("principal-arn", "arn:aws:iam::111122223333:role/x/r-" + key, null));
        String session = "arn:aws:sts::111122223333:assumed-role/r-" + key + "/s";
        assertThat(joined(source.body(freshId(), 90, "principal-arn", session))).isEqualTo(role);
        assertThat(outcome(source.body(freshId(), 90, "user-name", "u-" + key, "444455556666")))
                .as("somebody of the same name in another account")
                .isEqualTo("opened");
    }

    @Test
    void ofSeveralRoomsTheOldestIsJoinedAndTheOthersAreNamed() {
        long first = open(Suspect.of("access-key", key, null));
        long second = open(Suspect.of("access-key", key, null));
        assertThat(joined(source.body(freshId(), 90, key))).isEqualTo(first);
        assertThat(ward.entries(first, "signal").get(0).path("why").asText())
                .contains("also watched by incidents " + second);
        assertThat(ward.entries(second, "signal")).isEmpty();
    }

    @Test
    void whomAFindingNamesBesideIsWatchedToo_butNotWhomPeopleTookOut() {
        long room = open(Suspect.of("access-key", key, null));
        Detector siem = new Detector("siem", "first-secret-of-siem");
        String finding = freshId();
        siem.sends(Detector.EVENTBRIDGE, Events.guardDuty(finding, key, 8));
        String id = "AIDA" + key.substring(4);
        assertThat(suspects(room)).contains(key, id);
        long added = ward.room(room).suspects().stream()
                .filter(suspect -> suspect.value().equals(id))
                .findFirst()
                .orElseThrow()
                .id();
        incidents.removeSuspect(Actor.STAKEOUT, room, added);
        siem.sends(Detector.EVENTBRIDGE, Events.guardDuty(finding, key, 8.5));
        assertThat(suspects(room)).contains(key).doesNotContain(id);
    }

    @Test
    void whomAFindingOfTheStreamNamesBesideIsOffered_andWatchedOnceItIsSigned() {
        long room = open(Suspect.of("access-key", key, null));
        String finding = freshId();
        LiveReading reading = intake.live("a finding");
        reading.take(Events.guardDuty(finding, key, 8));
        reading.flush();

        String id = "AIDA" + key.substring(4);
        assertThat(suspects(room)).containsExactly(key);
        JsonNode told = ward.entries(room, "signal").get(0);
        assertThat(told.path("why").asText())
                .contains("nobody watches: principal-id " + id, "add them if you believe it");
        assertThat(told.path("offered").path(0).path("type").asText()).isEqualTo("principal-id");
        assertThat(told.path("offered").path(0).path("value").asText()).isEqualTo(id);

        new Detector("siem", "first-secret-of-siem").sends(Detector.EVENTBRIDGE, Events.guardDuty(finding, key, 8.5));
        assertThat(suspects(room)).contains(key, id);
    }

    @Test
    void anUpdateIsToldWhenTheScoreRises_andOtherwiseOnceAnHour() {
        String id = freshId();
        long room = opened(source.body(id, 80, key));
        for (int n = 1; n <= 5; n++) {
            joined(source.body(id, 80 - n, key));
        }
        assertThat(ward.entries(room, "signal")).hasSize(1);
        joined(source.body(id, 95, key));
        assertThat(ward.entries(room, "signal"))
                .extracting(entry -> entry.path("seen").asInt())
                .containsExactly(1, 7);
        ward.sql("update signal set told_at = told_at - interval '61 minutes' where incident_id = " + room);
        joined(source.body(id, 90, key));
        assertThat(ward.entries(room, "signal")).hasSize(3);
        assertThat(ward.value("select count || ' ' || outcome from signal where incident_id = " + room))
                .isEqualTo("8 opened");
    }

    @Test
    void whatIsBelowTheThresholdIsRecorded_untilItRises() {
        String id = freshId();
        assertThat(outcome(source.body(id, 30, key))).isEqualTo("recorded");
        assertThat(ward.roomsOn(key)).isEmpty();
        assertThat(outcome(source.body(id, 85, key))).isEqualTo("opened");
        assertThat(ward.roomsOn(key)).hasSize(1);
    }

    @Test
    void afterClosingItIsQuietForAWhile_unlessItGetsWorse() {
        long room = opened(source.body(freshId(), 80, key));
        ward.close(room, Verdict.BENIGN);
        Response late = source.sends(source.body(freshId(), 85, key));
        late.then().body("outcome", equalTo("suppressed")).body("incidentId", equalTo(Long.toString(room)));
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .get("/api/signals/" + late.path("signalId"))
                .then()
                .statusCode(200)
                .body("verdict", equalTo("benign"))
                .body("why", containsString("incident " + room));
        long second = opened(source.body(freshId(), 95, key));
        assertThat(second).isNotEqualTo(room);
        ward.close(second, Verdict.MALICIOUS);
        ward.sql("update incident set closed_at = closed_at - interval '61 minutes' where id in (" + room + ", "
                + second + ")");
        long third = opened(source.body(freshId(), 75, key));
        assertThat(ward.entries(third, "signal").get(0).path("why").asText())
                .contains("before: ", "1 malicious", "" + room, "" + second);
    }

    @Test
    void whatIsToldInMassesIsGatheredInOneRoom() {
        Detector flood = new Detector("flood");
        List<String> keys = new ArrayList<>();
        Set<String> rooms = new HashSet<>();
        for (int n = 0; n < 15; n++) {
            keys.add(freshKey());
            rooms.add(flood.sends(flood.body(freshId(), 90, keys.get(n)))
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("incidentId"));
        }
        assertThat(rooms).hasSize(11);
        List<Long> gathered = ward.roomsOn(keys.get(14));
        assertThat(gathered).hasSize(1);
        long room = gathered.get(0);
        assertThat(ward.room(room).title()).isEqualTo("5 signals of flood");
        assertThat(suspects(room)).containsExactlyInAnyOrderElementsOf(keys.subList(10, 15));
        assertThat(ward.entries(room, "signal")).hasSize(5);
        assertThat(opened(source.body(freshId(), 90, key)))
                .as("another source has an allowance of its own")
                .isNotEqualTo(room);
    }

    @Test
    void aRoomThatASignalOpensBeginsWithWhatHadPassed() {
        live(Traffic.record("before-" + key, key, now()));
        long room = opened(source.body(freshId(), 90, key));
        await().until(() -> ward.room(room).counters().total() == 1);
    }

    @Test
    void aRoomThatIsClosedAtTheSameMomentIsNotJoined() {
        long room = opened(source.body(freshId(), 80, key));
        ward.close(room, Verdict.MALICIOUS);
        assertThat(outcome(source.body(freshId(), 80, key))).isEqualTo("suppressed");
        incidents.reopen(Actor.STAKEOUT, room);
        assertThat(joined(source.body(freshId(), 80, key))).isEqualTo(room);
    }

    private long open(Suspect suspect) {
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.FULL, List.of(suspect), Set.of(), "signal"))
                .id();
    }

    private List<String> suspects(long room) {
        return ward.room(room).suspects().stream().map(SuspectView::value).toList();
    }

    private String outcome(String body) {
        return source.sends(body).then().statusCode(202).extract().path("outcome");
    }

    private long joined(String body) {
        return source.sends(body)
                .then()
                .statusCode(202)
                .body("outcome", equalTo("joined"))
                .extract()
                .jsonPath()
                .getLong("incidentId");
    }

    private long opened(String body) {
        return source.sends(body)
                .then()
                .statusCode(202)
                .body("outcome", equalTo("opened"))
                .extract()
                .jsonPath()
                .getLong("incidentId");
    }

    private void live(String record) {
        LiveReading reading = intake.live("a test");
        reading.take(Traffic.logs(List.of(record)));
        reading.flush();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
