package io.stakeout.notify.slack.in;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The shapes are those of Slack's reference, shortened. */
class CallReaderTest {

    private static Call interaction(String json) {
        return CallReader.interaction(CallReader.json(json));
    }

    @Test
    void aButtonInAMessageIsReadWithWhoPressedIt() {
        Call call = interaction("""
                {"type":"block_actions","user":{"id":"U1","username":"bob","team_id":"T1"},"team":{"id":"T9"},
                 "trigger_id":"12.34.ab","response_url":"https://hooks.slack.com/actions/T1/2/3",
                 "actions":[{"action_id":"request_disable","block_id":"b","value":"12","type":"button"}]}""");

        assertThat(call)
                .isEqualTo(new Call.Click(
                        new Caller("U1", "T1"),
                        "12.34.ab",
                        Optional.of("https://hooks.slack.com/actions/T1/2/3"),
                        "request_disable",
                        "12",
                        Optional.empty()));
    }

    @Test
    void aChoiceInAViewIsReadWithTheView() {
        Call call = interaction("""
                {"type":"block_actions","user":{"id":"U1","team_id":"T1"},"trigger_id":"1.2.x",
                 "actions":[{"type":"static_select","action_id":"disable_level","selected_option":{"value":"L4"}}],
                 "view":{"id":"V1","callback_id":"disable","private_metadata":"7 abc L3","state":{"values":{
                   "Xyz":{"disable_level":{"type":"static_select","selected_option":{"value":"L4"}}},
                   "reason":{"reason":{"type":"plain_text_input","value":null}}}}}}""");

        Call.Click click = (Call.Click) call;
        assertThat(click.value()).isEqualTo("L4");
        assertThat(click.view())
                .contains(new Call.View("V1", "disable", "7 abc L3", Map.of("disable_level", "L4", "reason", "")));
    }

    @Test
    void aViewThatWasSentIsReadWithWhatWasFilledIn() {
        Call call = interaction("""
                {"type":"view_submission","user":{"id":"U1","team_id":"T1"},"trigger_id":"1.2.x",
                 "view":{"id":"V1","callback_id":"reject","private_metadata":"m","state":{"values":{
                   "reason":{"reason":{"type":"plain_text_input","value":"not <now>"}}}}}}""");

        assertThat(call)
                .isEqualTo(new Call.Submission(
                        new Caller("U1", "T1"),
                        "1.2.x",
                        new Call.View("V1", "reject", "m", Map.of("reason", "not <now>"))));
    }

    @Test
    void aCommandIsTheSameByFormAndBySocket() {
        Map<String, String> form =
                FormBody.read(("user_id=U1&team_id=T1&trigger_id=1.2.x&text=close+%2312+benign+it%27s+us&text=again"
                                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1")
                        .getBytes(StandardCharsets.UTF_8));
        Call byForm = CallReader.command(form);
        Call bySocket = CallReader.command(
                CallReader.json(
                        "{\"user_id\":\"U1\",\"team_id\":\"T1\",\"trigger_id\":\"1.2.x\","
                                + "\"text\":\"close #12 benign it's us\",\"response_url\":\"https://hooks.slack.com/commands/1\"}"));

        assertThat(byForm).isEqualTo(bySocket);
        assertThat(((Call.Command) byForm).text()).isEqualTo("close #12 benign it's us");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"block_actions\"}",
                "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"trigger_id\":\"1\",\"actions\":[]}",
                "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\",\"team_id\":\"T1\"},\"trigger_id\":\"1\",\"actions\":[]}",
                "{\"type\":\"block_actions\",\"user\":{\"id\":\"u'1\",\"team_id\":\"T1\"},\"trigger_id\":\"1\","
                        + "\"actions\":[{\"action_id\":\"a\",\"value\":\"1\"}]}",
                "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\",\"team_id\":\"T1\"},"
                        + "\"actions\":[{\"action_id\":\"a\",\"value\":\"1\"}]}",
                "{\"type\":\"view_submission\",\"user\":{\"id\":\"U1\",\"team_id\":\"T1\"},\"trigger_id\":\"1\"}"
            })
    void whatIsIncompleteIsNotUnderstood(String payload) {
        assertThatThrownBy(() -> interaction(payload))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Nothing was done");
    }

    @Test
    void whatIsNoJsonOrTooLongIsNotUnderstood() {
        assertThatThrownBy(() -> CallReader.json("[]")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> CallReader.json("{")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> CallReader.json("")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> CallReader.json("{}}")).isInstanceOf(Problem.class);
        Map<String, String> form =
                Map.of("user_id", "U1", "team_id", "T1", "trigger_id", "1", "text", "x".repeat(3_001));
        assertThatThrownBy(() -> CallReader.command(form)).isInstanceOf(Problem.class);
    }

    @Test
    void otherKindsArePassedOver() {
        assertThat(interaction("{\"type\":\"view_closed\"}")).isEqualTo(new Call.Passed("view_closed"));
        assertThat(CallReader.event(CallReader.json("{\"type\":\"url_verification\",\"challenge\":\"abc\"}")))
                .isEqualTo(new Call.Challenge("abc"));
        assertThat(CallReader.event(CallReader.json(
                        "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"tokens_revoked\"}}")))
                .isEqualTo(new Call.Event("Ev1", "tokens_revoked"));
    }
}
