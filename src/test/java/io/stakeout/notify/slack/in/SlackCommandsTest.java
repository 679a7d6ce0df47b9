package io.stakeout.notify.slack.in;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.containment.OnSlack;
import io.stakeout.notify.slack.Hostile;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** The slash command does what the API does, for whom the API does it. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlack.class)
class SlackCommandsTest {

    @Inject
    SlackTown town;

    @Inject
    TestAccounts accounts;

    private Operator operator;
    private SlackPerson responder;

    @BeforeEach
    void open() {
        town.open();
        operator = accounts.fresh(Role.RESPONDER);
        responder = town.user(operator);
    }

    private String says(SlackPerson person, String command) {
        int before = town.heard(person).size();
        person.command(command).then().statusCode(200).body(equalTo(""));
        return await().atMost(SlackTown.LONGEST)
                .until(() -> town.heard(person), said -> said.size() > before)
                .get(before)
                .argument("text");
    }

    private String incident(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putIfAbsent("title", "from the room");
        body.put("suspects", List.of(Map.of("type", "access-key", "value", "AKIASLACKCOMMANDS001")));
        return TestAccounts.as(operator)
                .contentType("application/json")
                .body(body)
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void watchOpensAnIncidentAsTheOperatorAndSaysThatItCameFromSlack() {
        String answer = says(responder, "watch user-name bert-jan 123837392027");

        String id = town.text("select max(incident_id)::text from suspect where value = 'bert-jan'");
        assertThat(answer).contains("Opened incident #" + id, "`bert-jan`");
        assertThat(town.text("select opened_by from incident where id = ?", Long.parseLong(id)))
                .isEqualTo("slack:" + operator.name());
        assertThat(town.number(
                        "select count(*) from audit where action = 'incident.opened' and subject = ? and actor = ?",
                        "incident:" + id,
                        "slack:" + operator.name()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watch",
                "watch user-name bert-jan",
                "watch user-name bert-jan 12",
                "watch nothing AKIASLACKWRONG000001",
                "watch access-key akia",
                "watch access-key AKIASLACKWRONG000001 123837392027 more",
                "close",
                "close 999999999 benign none",
                "close twelve benign none",
                "ask",
                "ask 12 bob was it you",
                "arm",
                "approve 12"
            })
    void whatIsWrongIsSaidAndNothingIsDone(String command) {
        SlackTown.Trace before = town.trace();

        assertThat(says(responder, command)).isNotBlank();

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void closeEndsItWithVerdictAndReason() {
        String id = incident(Map.of());

        assertThat(says(responder, "close #" + id + " benign it is *ours* &amp; known"))
                .contains("Closed incident #" + id);

        TestAccounts.as(operator)
                .get("/api/incidents/" + id)
                .then()
                .body("state", equalTo("closed"))
                .body("verdict", equalTo("benign"))
                .body("verdictReason", equalTo("it is *ours* & known"));
        assertThat(says(responder, "close " + id + " benign again")).contains("losed");
    }

    @Test
    void closeNeedsAVerdictAndAReason() {
        String id = incident(Map.of());
        SlackTown.Trace before = town.trace();

        assertThat(says(responder, "close " + id + " maybe so")).contains("Verdict missing");
        assertThat(says(responder, "close " + id + " benign")).contains("Reason missing");

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void aViewerReadsAndChangesNothing() {
        SlackPerson viewer = town.user(accounts.fresh(Role.VIEWER));
        String id = incident(Map.of());
        SlackTown.Trace before = town.trace();

        assertThat(says(viewer, "status")).contains("#" + id + " ").containsAnyOf("DRY RUN", "ARMED");
        assertThat(says(viewer, "help")).contains("/stakeout watch");
        assertThat(says(viewer, "watch access-key AKIASLACKVIEWER00001")).contains("Role missing");
        assertThat(says(viewer, "close " + id + " benign none")).contains("Role missing");
        assertThat(says(viewer, "ask " + id + " <@U1> was it you?")).contains("Role missing");

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void aRestrictedIncidentDoesNotExistForOthers() {
        Operator reader = accounts.fresh(Role.RESPONDER);
        SlackPerson allowed = town.user(reader);
        SlackPerson admin = town.user(accounts.fresh(Role.ADMIN));
        String id = incident(Map.of("restrictedTo", List.of(reader.name()), "title", "a secret title"));
        SlackTown.Trace before = town.trace();

        assertThat(says(admin, "status")).doesNotContain("#" + id + " ").doesNotContain("secret");
        assertThat(says(admin, "close " + id + " benign none")).contains("not found");
        assertThat(says(admin, "ask " + id + " <@" + admin.user() + "> was it you?"))
                .contains("not found");
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);

        assertThat(says(allowed, "status")).contains("#" + id + " a secret title");
        assertThat(says(allowed, "ask " + id + " <@" + admin.user() + "> was it you?"))
                .contains("restricted");
    }

    @Test
    void whatSomebodyElseWroteStaysText() {
        for (String hostile : Hostile.TEXTS) {
            String title = hostile.length() > 200 ? hostile.substring(0, 200) : hostile;
            if (!title.isBlank() && storable(title)) {
                incident(Map.of("title", title));
            }
            says(responder, hostile.length() > 2_900 ? hostile.substring(0, 2_900) : hostile.isBlank() ? "x" : hostile);
            says(responder, "watch access-key " + (hostile.length() > 2_900 ? hostile.substring(0, 2_900) : hostile));
            says(responder, "status");
        }

        assertThat(town.heard(responder)).allSatisfy(said -> {
            assertThat(said.argument("text").replaceAll("<https?://[^|>]+\\|room>", ""))
                    .doesNotContain("<", ">");
            assertThat(said.argument("text")).doesNotContain("\u202E", "\u200B", "\u0000");
            assertThat(said.argument("text").length()).isLessThanOrEqualTo(3_000);
            assertThat(said.argument("blocks")).contains("\"verbatim\":true");
        });
    }

    /** A JSON text may hold them, and the title then says so. */
    private static boolean storable(String title) {
        return title.codePoints().noneMatch(point -> point == 0 || point >= 0xD800 && point <= 0xDFFF);
    }
}
