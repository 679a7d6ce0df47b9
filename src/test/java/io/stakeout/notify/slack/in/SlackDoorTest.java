package io.stakeout.notify.slack.in;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.containment.OnSlack;
import io.stakeout.testing.WithPostgres;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** Who may come in by the paths that are open for Slack, and what happens to deliveries that come twice. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlack.class)
class SlackDoorTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject
    SlackTown town;

    @Inject
    TestAccounts accounts;

    @Inject
    InboundState state;

    @Inject
    Acts acts;

    private SlackTown.Trace before;

    @BeforeEach
    void open() {
        town.open();
        before = town.trace();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/slack/events", "/api/slack/commands", "/api/slack/interactivity"})
    void whatIsNotSignedIsRefusedWhoeverSendsIt(String path) {
        Operator admin = accounts.fresh(Role.ADMIN);
        byte[] body = "{\"type\":\"url_verification\",\"challenge\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        before = town.trace();

        given().body(body).post(path).then().statusCode(401).body("title", equalTo("Not signed"));
        TestAccounts.as(admin).body(body).post(path).then().statusCode(401);
        SlackPerson.signed(path, body, FORM, "some-other-signing-secret").then().statusCode(401);

        assertThat(town.slack().heard(call -> call.method().matches("views\\..*|response/.*")))
                .as("nobody was answered; what is told of incidents is no answer")
                .isEmpty();
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {SlackPerson.SECRET, "the-signing-secret-before"})
    void eitherSecretOpensTheDoorAndSlackIsAnsweredThatItIsUs(String secret) {
        byte[] body = "{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"3eZ\"}"
                .getBytes(StandardCharsets.UTF_8);

        SlackPerson.signed("/api/slack/events", body, "application/json", secret)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("challenge", equalTo("3eZ"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/slack/events, {",
        "/api/slack/events, []",
        "/api/slack/commands, text=status",
        "/api/slack/commands, %zz=1",
        "/api/slack/interactivity, payload=%7B%7D%7D",
        "/api/slack/interactivity, x=1"
    })
    void whatIsSignedAndNotWhatSlackSendsIsNotUnderstood(String path, String body) {
        SlackPerson.signed(path, body.getBytes(StandardCharsets.UTF_8), FORM, SlackPerson.SECRET)
                .then()
                .statusCode(400)
                .body("detail", containsString("othing was done"));
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void aBodyIsBounded() {
        byte[] large = ("text=" + "x".repeat(Delivered.MOST_BYTES)).getBytes(StandardCharsets.UTF_8);

        SlackPerson.signed("/api/slack/commands", large, FORM, SlackPerson.SECRET)
                .then()
                .statusCode(413);

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void aDeliveryThatIsRepeatedIsDoneOnce() {
        SlackPerson person = town.user(accounts.fresh(Role.RESPONDER));
        String trigger = SlackPerson.trigger();
        String command = "watch access-key AKIASLACKREPEATED001";

        person.command(command, trigger).then().statusCode(200);
        town.told(person);
        person.command(command, trigger).then().statusCode(200);
        person.command("status").then().statusCode(200);
        await().atMost(SlackTown.LONGEST).until(() -> town.heard(person).size() == 2);

        assertThat(town.number("select count(*) from suspect where value = 'AKIASLACKREPEATED001'"))
                .isEqualTo(1);
    }

    @Test
    void whatIsTooOldToComeAgainIsForgotten() {
        town.sql("insert into slack_act (key, at) values ('old', now() - interval '25 hours'), ('new', now())");

        acts.forget();

        assertThat(town.number("select count(*) from slack_act where key = 'old'"))
                .isZero();
        assertThat(town.number("select count(*) from slack_act where key = 'new'"))
                .isEqualTo(1);
        assertThat(acts.first("once")).isTrue();
        assertThat(acts.first("once")).isFalse();
        assertThat(acts.noDoubleClick("press")).isTrue();
        assertThat(acts.noDoubleClick("press")).isFalse();
        town.sql("update slack_act set at = at - interval '6 seconds' where key in ('deed:press', 'delivery:once')");
        assertThat(acts.noDoubleClick("press")).isTrue();
        assertThat(acts.first("once")).isFalse();
        town.sql("delete from slack_act where key = 'new'");
    }

    @Test
    void slackSaysWhenItTakesNothingMoreAndThatIsInTheStatus() {
        String revoked = "{\"type\":\"event_callback\",\"event_id\":\"" + SlackPerson.freshId()
                + "\",\"event\":{\"type\":\"tokens_revoked\"}}";

        SlackPerson.event(revoked).then().statusCode(200);

        await().atMost(SlackTown.LONGEST)
                .until(() -> state.view()
                        .trouble()
                        .filter(text -> text.contains("Install the app"))
                        .isPresent());
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .get("/api/status")
                .then()
                .body("slack.phase", equalTo("LISTENING"))
                .body("slack.received", notNullValue())
                .body("slack.trouble", containsString("tokens_revoked"));
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .get("/status")
                .then()
                .statusCode(200)
                .body(containsString("Slack sends to this address"), containsString("trouble with Slack"));
    }

    @Test
    void whoIsNoOperatorOrADisabledOneOrOfAnotherWorkspaceIsToldSoPrivatelyAndNothingHappens() {
        Operator operator = accounts.fresh(Role.ADMIN);
        SlackPerson disabled = town.user(operator);
        town.sql("update operator set disabled = true where id = ?", operator.id());
        SlackPerson nobody = new SlackPerson(SlackPerson.freshId());
        SlackPerson stranger =
                new SlackPerson(town.user(accounts.fresh(Role.ADMIN)).user(), "T0ANOTHER");
        before = town.trace();

        nobody.command("watch access-key AKIASLACKNOBODY00001").then().statusCode(200);
        disabled.command("watch access-key AKIASLACKNOBODY00001").then().statusCode(200);
        stranger.command("watch access-key AKIASLACKNOBODY00001").then().statusCode(200);

        assertThat(town.told(nobody)).contains("Not an operator", nobody.user());
        assertThat(town.told(disabled)).contains("Operator disabled");
        assertThat(town.told(stranger)).contains("Another workspace");
        assertThat(town.heard(nobody).get(0).argument("response_type")).isEqualTo("ephemeral");
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }
}
