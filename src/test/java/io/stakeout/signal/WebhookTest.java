package io.stakeout.signal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.WithPostgres;

import static io.stakeout.signal.Detector.EVENTBRIDGE;
import static io.stakeout.signal.Detector.RISK;
import static io.stakeout.signal.Detector.freshId;
import static io.stakeout.signal.Detector.freshKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Who may tell a signal, and what whoever may not is told. */
@QuarkusTest
@WithPostgres
class WebhookTest {

    @Inject
    Ward ward;

    @Inject
    TestAccounts accounts;

    private final Detector siem = new Detector("siem", "first-secret-of-siem");
    private final String key = freshKey();
    private final String body = siem.body(freshId(), 90, key);

    @AfterEach
    void noRoomForOtherTests() {
        ward.sql("update signal set opened_at = null");
        ward.closeAll();
    }

    @Test
    void aSignedSignalOpensARoomThatBeginsWithIt() {
        Response told = siem.sends(body);
        told.then()
                .statusCode(202)
                .body("outcome", equalTo("opened"))
                .body("signalId", notNullValue())
                .body("incidentId", notNullValue());
        long room = told.jsonPath().getLong("incidentId");
        assertThat(ward.room(room).origin()).isEqualTo("signal");
        assertThat(ward.room(room).openedBy()).isEqualTo("stakeout");
        assertThat(ward.room(room).title()).isEqualTo("risk: " + key);
        assertThat(ward.entries(room, "signal")).singleElement().satisfies(entry -> {
            assertThat(entry.path("source").asText()).isEqualTo("siem");
            assertThat(entry.path("score").asInt()).isEqualTo(90);
            assertThat(entry.path("seen").asInt()).isEqualTo(1);
            assertThat(entry.path("signalId").asText()).isEqualTo(told.path("signalId"));
            assertThat(entry.path("evidence").get(0).asText()).isEqualTo("two countries in an hour");
            assertThat(entry.path("why").asText()).isNotBlank();
        });
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .get("/api/incidents/" + room)
                .then()
                .statusCode(200)
                .body("origin", equalTo("signal"));
    }

    @Test
    void eitherOfTwoSecretsIsGood() {
        new Detector("siem", "second-secret-of-siem").sends(body).then().statusCode(202);
        siem.sends(body).then().statusCode(202);
        refused(new Detector("siem", "first-secret-of-siem,second-secret-of-siem").sends(body));
    }

    @Test
    void whoDoesNotKnowTheSecretLearnsNothing() {
        String wrong = refused(new Detector("siem", "somebody-elses-secret").sends(body));
        String unknown = refused(new Detector("nosuch", "somebody-elses-secret").sends(body));
        assertThat(wrong).isEqualTo(unknown).startsWith("X-Stakeout-Signature:");
    }

    /** So that the signature is checked of these very bytes, and not of what was made of them. */
    @Test
    void theRawBytesAreSigned() {
        String other = body.replace("{\"source\"", "{ \"source\"");
        assertThat(refused(siem.signed(bytes(body), Duration.ZERO)
                        .body(bytes(other))
                        .post(RISK)))
                .startsWith("X-Stakeout-Signature:");
        siem.sends(other).then().statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(longs = {310, -310, 86_400})
    void anOldSignatureAndOneOfTheFutureAreRefused(long secondsAgo) {
        assertThat(refused(siem.signed(bytes(body), Duration.ofSeconds(secondsAgo))
                        .body(bytes(body))
                        .post(RISK)))
                .startsWith("X-Stakeout-Timestamp:");
    }

    @ParameterizedTest
    @ValueSource(longs = {280, -280})
    void clocksMayBeSomewhatApart(long secondsAgo) {
        siem.signed(bytes(body), Duration.ofSeconds(secondsAgo))
                .body(bytes(body))
                .post(RISK)
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Stakeout-Source, Siem",
        "X-Stakeout-Source, s",
        "X-Stakeout-Source, siem/../x",
        "X-Stakeout-Timestamp, yesterday",
        "X-Stakeout-Timestamp, -1",
        "X-Stakeout-Signature, v1=",
        "X-Stakeout-Signature, v2=0000000000000000000000000000000000000000000000000000000000000000",
        "X-Stakeout-Signature, v1=zz00000000000000000000000000000000000000000000000000000000000000",
    })
    void aHeaderThatIsNoneIsNamed(String header, String value) {
        assertThat(refused(siem.signed(bytes(body), Duration.ZERO)
                        .header(header, value)
                        .body(bytes(body))
                        .config(io.restassured.RestAssured.config()
                                .headerConfig(io.restassured.config.HeaderConfig.headerConfig()
                                        .overwriteHeadersWithName(header)))
                        .post(RISK)))
                .startsWith(header + ":");
    }

    @Test
    void sessionsTokensAndOriginsPlayNoRole() {
        siem.signed(bytes(body), Duration.ZERO)
                .header("Origin", "https://siem.example")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Authorization", "Bearer nonsense")
                .header("Host", "stakeout.internal")
                .body(bytes(body))
                .post(RISK)
                .then()
                .statusCode(202);
        TestAccounts.as(accounts.fresh(Role.ADMIN))
                .contentType("application/json")
                .body(body)
                .post(RISK)
                .then()
                .statusCode(401);
    }

    @Test
    void aReplayedDeliveryIsAnsweredLikeTheFirstAndDoesNothing() {
        Response first = siem.sends(body);
        Response again = siem.sends(body);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        long room = first.jsonPath().getLong("incidentId");
        assertThat(ward.entries(room, "signal")).hasSize(1);
        assertThat(ward.value("select count from signal where id = " + first.path("signalId")))
                .isEqualTo("1");
        assertThat(ward.roomsOn(key)).containsExactly(room);
    }

    @Test
    void whatIsTooLargeIsRefusedAlsoWithoutALength() {
        byte[] large = bytes(body + " ".repeat(Delivery.MOST_BYTES));
        siem.signed(large, Duration.ZERO).body(large).post(RISK).then().statusCode(413);
        siem.signed(large, Duration.ZERO)
                .body(new ByteArrayInputStream(large))
                .post(EVENTBRIDGE)
                .then()
                .statusCode(413);
        assertThat(ward.roomsOn(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"score\":90 | \"score\":\"90\" | score",
                "\"score\":90 | \"score\":101 | score",
                "\"score\":90 | \"score\":90,\"colour\":1 | colour",
                "\"access-key\" | \"pet\" | type",
                "\"source\":\"siem\" | \"source\":\"narrow\" | source",
                "{\"source\" | [\"source\" | body",
            })
    void aMistakeInTheBodyIsNamed(String good, String bad, String field) {
        siem.sends(body.replace(good, bad))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(field));
        assertThat(ward.roomsOn(key)).isEmpty();
    }

    @Test
    void aSourceSpeaksForItsOwnAccountsOnly() {
        Detector narrow = new Detector("narrow");
        narrow.sends(narrow.body(freshId(), 90, "access-key", key, "999988887777"))
                .then()
                .statusCode(403)
                .body("detail", containsString("999988887777"))
                .body("detail", containsString("stakeout.signals.accounts.narrow"));
        String arn = "arn:aws:iam::999988887777:user/mallory";
        narrow.sends(narrow.body(freshId(), 90, "principal-arn", arn, "111122223333"))
                .then()
                .statusCode(403);
        Detector unbound = new Detector("unbound");
        unbound.sends(unbound.body(freshId(), 90, key)).then().statusCode(403);
        assertThat(ward.roomsOn(key)).isEmpty();
        narrow.sends(narrow.body(freshId(), 90, "access-key", key, "444455556666"))
                .then()
                .statusCode(202)
                .body("outcome", equalTo("opened"));
    }

    @Test
    void aSourceThatIsInAHurryWaits() {
        Detector hasty = new Detector("hasty");
        for (int n = 0; n < 300; n++) {
            hasty.sends("{}").then().statusCode(400);
        }
        hasty.sends("{}").then().statusCode(429).header("Retry-After", notNullValue());
        siem.sends(body).then().statusCode(202);
    }

    @Test
    void anEventOfEventBridgeIsTakenByTheOtherDoor() {
        byte[] event = Events.guardDuty(freshId(), key, 8);
        siem.sends(EVENTBRIDGE, event).then().statusCode(202).body("outcome", equalTo("opened"));
        assertThat(ward.value(
                        "select trust from signal where source = 'aws.guardduty' and suspects like '%" + key + "%'"))
                .isEqualTo("SIGNED");
        siem.sends(EVENTBRIDGE, bytes("{\"no\":\"event\"}")).then().statusCode(400);
    }

    @Test
    void whatIsKeptOfItIsRedacted() {
        byte[] event = bytes(new String(Events.guardDuty(freshId(), key, 8), StandardCharsets.UTF_8)
                .replace("\"service\":", "\"sessionToken\":\"a-secret-value\",\"service\":"));
        String id = siem.sends(EVENTBRIDGE, event).path("signalId");
        assertThat(Events.kept(ward.value("select encode(raw, 'hex') from signal where id = " + id)))
                .contains("TorIPCaller", "[redacted]")
                .doesNotContain("a-secret-value");
    }

    @Test
    void aSourceIsNotToldOfARestrictedRoom() {
        long room = siem.sends(body).jsonPath().getLong("incidentId");
        String reader = accounts.fresh(Role.RESPONDER).name();
        ward.restrict(room, reader);
        siem.sends(siem.body(freshId(), 90, key))
                .then()
                .statusCode(202)
                .body("outcome", equalTo("joined"))
                .body("incidentId", nullValue());
        String hidden = ward.value("select max(id) from signal where incident_id = " + room);
        TestAccounts.as(accounts.fresh(Role.ADMIN))
                .get("/api/signals/" + hidden)
                .then()
                .statusCode(404);
        TestAccounts.as(reader, TestAccounts.PASSWORD)
                .get("/api/signals/" + hidden)
                .then()
                .statusCode(200)
                .body("incidentId", equalTo(Long.toString(room)));
        String before = Long.toString(Long.parseLong(hidden) - 1);
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .get("/api/signals?after=" + before + "&limit=1")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
        assertThat(TestAccounts.as(accounts.fresh(Role.VIEWER))
                        .accept("text/html")
                        .get("/signals")
                        .asString())
                .doesNotContain("signal-" + hidden + "\"");
    }

    private static String refused(Response response) {
        response.then().statusCode(401).contentType("application/problem+json");
        return response.path("detail");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
