package io.stakeout.notify.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.audit.AuditAnchors;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.Verdict;
import io.stakeout.notify.Stage;
import io.stakeout.notify.WithListener;
import io.stakeout.signal.Detector;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From what happens to what arrives: the application as it is, a receiver on this machine, and a box for mail. */
@QuarkusTest
@WithPostgres
@TestProfile(WithListener.class)
class OutboundTest {

    @Inject
    Stage stage;

    @Inject
    AuditAnchors anchors;

    @Inject
    AuditLog audit;

    @Inject
    TestAccounts accounts;

    @Inject
    MockMailbox mailbox;

    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver(WithListener.port());
    }

    @AfterEach
    void over() {
        receiver.close();
    }

    private static boolean of(JsonNode event, long incident) {
        return event.path("unmapped").path("incident").asText().equals(Long.toString(incident));
    }

    private static boolean kind(JsonNode event, String kind) {
        return event.path("unmapped").path("kind").asText().equals(kind);
    }

    @Test
    void eachCallArrivesAsApiActivityAndWhatHappensToTheIncidentBesideIt() {
        long incident = stage.open(Set.of());
        stage.record(IntStream.range(0, 250)
                .mapToObj(n -> Stage.call(incident, "out-" + n, "CreateUser", "203.0.113.7"))
                .toList());
        stage.incidents().close(Actor.STAKEOUT, incident, Verdict.BENIGN, "a test");
        receiver.event(event -> of(event, incident) && kind(event, "opened"));
        JsonNode closed = receiver.event(event -> of(event, incident) && kind(event, "closed"));
        assertThat(closed.path("class_uid").asInt()).isEqualTo(2005);
        assertThat(closed.path("status_id").asInt()).isEqualTo(5);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(calls(incident)).hasSize(250));
        JsonNode call = receiver.event(event -> of(event, incident)
                && event.path("metadata").path("uid").asText().endsWith(":out-7"));
        assertThat(call.path("class_uid").asInt()).isEqualTo(6003);
        assertThat(call.path("type_uid").asInt()).isEqualTo(600301);
        assertThat(call.path("api").path("operation").asText()).isEqualTo("CreateUser");
        assertThat(call.path("actor").path("user").path("credential_uid").asText())
                .isEqualTo("AKIATFQR7NSC8Q4X20BJ");
        assertThat(call.path("src_endpoint").path("ip").asText()).isEqualTo("203.0.113.7");
        assertThat(call.path("cloud").path("account").path("uid").asText()).isEqualTo("111122223333");
    }

    private Set<String> calls(long incident) {
        return receiver.events()
                .filter(event -> of(event, incident) && event.path("class_uid").asInt() == 6003)
                .map(event -> event.path("metadata").path("uid").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void anAnchorArrivesAndSaysWhatTheAuditSaysOfItself() {
        QuarkusTransaction.requiringNew()
                .run(() -> audit.append(Actor.STAKEOUT, "test.line", "test", java.util.Map.of()));
        anchors.anchorSoon();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonPath verified = as(Role.ADMIN).get("/api/audit/verify").jsonPath();
            assertThat(verified.getString("lastGoodAnchor.head")).isNotNull();
            assertThat(receiver.events().filter(event -> kind(event, "anchor"))).anySatisfy(event -> {
                JsonNode said = event.path("unmapped");
                assertThat(said.path("count").asLong()).isEqualTo(verified.getLong("lastGoodAnchor.lines"));
                assertThat(said.path("head").asText()).isEqualTo(verified.getString("lastGoodAnchor.head"));
            });
        });
    }

    @Test
    void anAnchorThatNobodyTookComesLater() throws IOException {
        receiver.close();
        QuarkusTransaction.requiringNew()
                .run(() -> audit.append(Actor.STAKEOUT, "test.line", "test", java.util.Map.of()));
        anchors.anchorSoon();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(outbox().getString("channels.find { it.channel == 'webhook' }.why"))
                        .contains("can't be reached"));
        receiver = new Receiver(WithListener.port());
        receiver.event(event -> kind(event, "anchor"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(outbox().getString("channels.find { it.channel == 'webhook' }.why"))
                        .isNull());
    }

    private RequestSpecification as(Role role) {
        return TestAccounts.as(accounts.fresh(role));
    }

    private JsonPath outbox() {
        return as(Role.VIEWER).get("/api/outbox").jsonPath();
    }

    @Test
    void whatIsRefusedIsShownWithItsReasonAndSentAgain() {
        receiver.answers.add(new Receiver.Answer(400));
        as(Role.ADMIN)
                .contentType("application/json")
                .body("{\"channel\":\"webhook\"}")
                .post("/api/outbox/test")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(outbox().getList("dead")).isNotEmpty());
        String id = outbox().getString("dead[0].id");
        assertThat(outbox().getString("dead[0].why")).isEqualTo("the receiver answers with 400");
        assertThat(as(Role.VIEWER)
                        .get("/api/status")
                        .jsonPath()
                        .getLong("outbox.find { it.channel == 'webhook' }.dead"))
                .isPositive();

        as(Role.APPROVER).post("/api/outbox/" + id + "/retry").then().statusCode(403);
        as(Role.ADMIN).post("/api/outbox/" + id + "/retry").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(outbox().getList("dead.id")).doesNotContain(id));
        as(Role.ADMIN).post("/api/outbox/" + id + "/retry").then().statusCode(409);
        assertThat(receiver.events().filter(event -> kind(event, "test"))).isNotEmpty();
    }

    @Test
    void aChannelThatIsNotThereCannotBeTried() {
        as(Role.ADMIN)
                .contentType("application/json")
                .body("{\"channel\":\"pigeon\"}")
                .post("/api/outbox/test")
                .then()
                .statusCode(404);
        as(Role.VIEWER)
                .contentType("application/json")
                .body("{\"channel\":\"webhook\"}")
                .post("/api/outbox/test")
                .then()
                .statusCode(403);
    }

    @Test
    void aSignalThatNobodyOwnsGoesToTheSecurityTeamAndSaysWhy() {
        new Detector("rooms").sends(new Detector("rooms").body("team-" + System.nanoTime(), 90, Detector.freshKey()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mails("secops@example.com"))
                        .anySatisfy(mail -> assertThat(mail.getText())
                                .contains("Impossible travel")
                                .contains("For the team secops: no route takes it")));
    }

    @Test
    void whoIsOnDutyGetsMailOfAnOpenedIncidentAndNoneOfARestrictedOne() {
        long open = stage.open(Set.of());
        long restricted = stage.open(Set.of("admin"));
        long after = stage.open(Set.of());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(subjects())
                        .anyMatch(subject -> subject.startsWith("[Stakeout] opened: incident " + after + ",")));
        assertThat(subjects()).anyMatch(subject -> subject.contains("incident " + open + ","));
        assertThat(subjects()).noneMatch(subject -> subject.contains("incident " + restricted + ","));
    }

    private List<Mail> mails(String address) {
        return mailbox.getMailsSentTo(address);
    }

    private List<String> subjects() {
        return mails("duty@example.org").stream().map(Mail::getSubject).toList();
    }
}
