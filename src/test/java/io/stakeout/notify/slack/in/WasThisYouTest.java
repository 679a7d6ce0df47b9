package io.stakeout.notify.slack.in;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.containment.OnSlack;
import io.stakeout.notify.slack.Hostile;
import io.stakeout.notify.slack.LoopbackWorkspace;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A named person is asked because a responder says so; never somebody who may be a suspect. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlack.class)
class WasThisYouTest {

    @Inject
    SlackTown town;

    @Inject
    TestAccounts accounts;

    @Inject
    InboundState state;

    private Operator operator;
    private SlackPerson responder;
    private String incident;

    @BeforeEach
    void anIncidentAboutBertJan() {
        town.open();
        operator = accounts.fresh(Role.RESPONDER);
        responder = town.user(operator);
        incident = TestAccounts.as(operator)
                .contentType("application/json")
                .body(Map.of(
                        "title",
                        "a very telling title",
                        "suspects",
                        List.of(Map.of("type", "user-name", "value", "bert-jan", "account", "123837392027"))))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private SlackPerson colleague(String name, String realName, String email) {
        String id = SlackPerson.freshId();
        town.slack().workspace().person(id, name, realName, email);
        return new SlackPerson(id);
    }

    private String asks(SlackPerson person, String question) {
        int before = town.heard(responder).size();
        responder.command("ask " + incident + " <@" + person.user() + "|x> " + question);
        return await().atMost(SlackTown.LONGEST)
                .until(() -> town.heard(responder), said -> said.size() > before)
                .get(before)
                .argument("text");
    }

    private List<LoopbackWorkspace.Said> heardBy(SlackPerson person) {
        return town.slack().workspace().said(person.user());
    }

    private String notes() {
        return town.text(
                "select string_agg(actor || ': ' || (body::json ->> 'text'), '|' order by seq) from entry"
                        + " where incident_id = ? and kind = 'note'",
                Long.parseLong(incident));
    }

    private static String question(LoopbackWorkspace.Said said) {
        return said.blocks().path(1).path("elements").path(0).path("value").asText();
    }

    @Test
    void theQuestionAndTheAnswerAreInTheRoomAndTheMessageSaysNothingOfTheIncident() {
        SlackPerson carol = colleague("carol", "Carol Smith", "carol@corp.example");

        assertThat(asks(carol, "did you start i-0123 at 12:02 UTC?")).contains("Asked Carol Smith");

        LoopbackWorkspace.Said message = heardBy(carol).get(0);
        assertThat(message.blocks().toString())
                .contains(operator.name() + " of your security team asks", "did you start i-0123 at 12:02 UTC?")
                .doesNotContain("telling", "bert-jan", "#" + incident);
        assertThat(message.text()).isEqualTo("A question from your security team");
        carol.press("was_you_no", question(message)).then().statusCode(200);
        assertThat(town.told(carol)).contains("You said: no");
        assertThat(town.heard(carol).get(0).argument("replace_original")).isEqualTo("true");
        assertThat(notes())
                .contains(
                        "slack:" + operator.name() + ": asked Carol Smith (Slack user " + carol.user() + ")",
                        "stakeout: Carol Smith (Slack user " + carol.user()
                                + ") answered in Slack: NO, that was not me",
                        "did you start i-0123 at 12:02 UTC?");
        assertThat(town.number(
                        "select count(*) from audit where action = 'slack.asked' and subject = ?",
                        "incident:" + incident))
                .isEqualTo(1);
    }

    @Test
    void onlyWhoWasAskedAnswersAndOnce() {
        SlackPerson carol = colleague("carol", "Carol Smith", "carol@corp.example");
        SlackPerson dave = colleague("dave", "Dave Miller", "dave@corp.example");
        asks(carol, "was it you?");
        String id = question(heardBy(carol).get(0));
        SlackTown.Trace before = town.trace();

        dave.press("was_you_yes", id).then().statusCode(200);
        new SlackPerson(carol.user(), "T0ANOTHER")
                .press("was_you_yes", id)
                .then()
                .statusCode(200);
        assertThat(town.told(dave)).contains("nothing to answer");
        assertThat(town.told(carol)).contains("nothing to answer");
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);

        carol.press("was_you_yes", id).then().statusCode(200);
        await().atMost(SlackTown.LONGEST).until(() -> town.heard(carol).size() == 2);
        assertThat(notes()).contains("YES, that was me");
        SlackTown.Trace answered = town.trace();
        carol.press("was_you_no", id).then().statusCode(200);
        await().atMost(SlackTown.LONGEST).until(() -> town.heard(carol).size() == 3);
        assertThat(town.heard(carol).get(2).argument("text")).contains("nothing to answer");
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(answered);
    }

    @Test
    void anAnswerAfterADayIsNotTaken() {
        SlackPerson carol = colleague("carol", "Carol Smith", "carol@corp.example");
        asks(carol, "was it you?");
        String id = question(heardBy(carol).get(0));
        town.sql(
                "update slack_question set asked_at = asked_at - interval '25 hours' where id = ?", Long.parseLong(id));
        SlackTown.Trace before = town.trace();

        carol.press("was_you_yes", id).then().statusCode(200);

        assertThat(town.told(carol)).contains("nothing to answer");
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void whoMayBeASuspectOrCannotBeComparedIsNotAsked() {
        SlackPerson bert = colleague("bj", "B. J.", "bert.jan@corp.example");
        SlackPerson known = colleague("known", "Known Colleague", "known@corp.example");
        Operator two = accounts.fresh(Role.VIEWER);
        town.sql(
                "update operator set slack_user_id = ?, aws_principals = array['bert-jan'] where id = ?",
                known.user(),
                two.id());
        SlackPerson silent = colleague("silent", "Silent One", "");
        SlackPerson missing = new SlackPerson(SlackPerson.freshId());
        SlackPerson bot = new SlackPerson(LoopbackWorkspace.BOT);
        SlackTown.Trace before = town.trace();

        assertThat(asks(bert, "was it you?")).contains("May be a suspect");
        assertThat(asks(known, "was it you?")).contains("May be a suspect");
        assertThat(asks(silent, "was it you?")).contains("E-mail address unknown", "users:read.email");
        assertThat(asks(missing, "was it you?")).contains("Person not found");
        assertThat(asks(bot, "was it you?")).contains("Not a member");

        assertThat(town.slack().heard("chat.postMessage")).isEmpty();
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void aMissingScopeOrARevokedTokenIsSaidAndNothingIsDone() {
        SlackPerson carol = colleague("carol", "Carol Smith", "carol@corp.example");
        SlackTown.Trace before = town.trace();

        town.slack().lacksScope("users.info", "users:read", "chat:write,commands");
        assertThat(asks(carol, "was it you?")).contains("lacks the scope users:read", "install the app again");
        town.slack().refuses("users.info", "token_revoked");
        assertThat(asks(carol, "was it you?")).contains("not valid any more", "STAKEOUT_SLACK_BOT");
        assertThat(state.view().trouble())
                .hasValueSatisfying(text -> assertThat(text).contains("not valid any more"));

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    @Test
    void aQuestionThatDoesNotArriveIsSaidInTheRoom() {
        SlackPerson carol = colleague("carol", "Carol Smith", "carol@corp.example");
        town.slack().refuses("chat.postMessage", "restricted_action");

        assertThat(asks(carol, "was it you?")).contains("restricted_action");

        assertThat(notes()).contains("may not have arrived");
    }

    @Test
    void whatIsAskedStaysText() {
        for (String hostile : Hostile.TEXTS) {
            SlackPerson carol = colleague("carol", "Carol Smith", "carol@corp.example");
            String text = hostile.length() > 400 ? hostile.substring(0, 400) : hostile;
            asks(carol, "q " + text);
            assertThat(heardBy(carol)).allSatisfy(said -> {
                String section = said.blocks().path(0).path("text").path("text").asText();
                assertThat(section).doesNotContain("<", ">", "\u202E", "\u200B", "\u0000");
            });
        }
    }
}
