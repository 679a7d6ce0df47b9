package io.stakeout.notify.slack;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.stakeout.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SlackClientTest {

    private final SetClock clock = new SetClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final LoopbackSlack slack = new LoopbackSlack(clock);
    private final String channel = slack.workspace().channel("sec-incidents", true);
    private final SlackClient client = client(Mode.SERVE, LoopbackSlack.TOKEN, slack.endpoint());

    private SlackClient client(Mode mode, String token, URI endpoint) {
        return new SlackClient(mode, new Settings(token, endpoint), clock, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        slack.close();
    }

    private ChatPostMessageResponse post(String text) {
        return client.call(
                SlackMethod.POST_MESSAGE,
                channel,
                api -> api.chatPostMessage(message -> message.channel(channel).text(text)));
    }

    @Test
    void aMessageIsPosted() {
        assertThat(post("hello").getTs()).isNotEmpty();
        assertThat(slack.workspace().said(channel))
                .extracting(LoopbackWorkspace.Said::text)
                .containsExactly("hello");
    }

    @Test
    void aSecondMessageInTheSameSecondIsNotSentAndOneInAnotherChannelIs() {
        String other = slack.workspace().channel("other", true);
        post("first");

        SlackTrouble.NotYet notYet = catchThrowableOfType(SlackTrouble.NotYet.class, () -> post("second"));
        client.call(
                SlackMethod.POST_MESSAGE,
                other,
                api -> api.chatPostMessage(message -> message.channel(other).text("there")));

        assertThat(notYet.waiting()).isEqualTo(Duration.ofSeconds(1));
        assertThat(slack.heard("chat.postMessage")).hasSize(2);
        clock.forward(Duration.ofSeconds(1));
        post("second");
        assertThat(slack.workspace().said(channel)).hasSize(2);
    }

    @Test
    void whatHasTimeLetsGoFirstWhoeverWasSentAway() {
        post("first");
        assertThatThrownBy(() -> post("urgent")).isInstanceOf(SlackTrouble.NotYet.class);
        clock.forward(Duration.ofSeconds(1));

        assertThatThrownBy(() -> digest("calm")).isInstanceOf(SlackTrouble.NotYet.class);
        post("urgent");
        clock.forward(Duration.ofSeconds(1));
        digest("calm");

        assertThat(slack.workspace().said(channel))
                .extracting(LoopbackWorkspace.Said::text)
                .containsExactly("first", "urgent", "calm");
    }

    @Test
    void whoeverWasSentAwayAndStaysAwayIsNotWaitedForForever() {
        post("first");
        assertThatThrownBy(() -> post("urgent")).isInstanceOf(SlackTrouble.NotYet.class);
        clock.forward(Duration.ofSeconds(4));

        digest("calm");

        assertThat(slack.workspace().said(channel)).hasSize(2);
    }

    private void digest(String text) {
        client.callWithTime(
                SlackMethod.POST_MESSAGE,
                channel,
                api -> api.chatPostMessage(message -> message.channel(channel).text(text)));
    }

    @Test
    void afterTooManyRequestsNothingIsSentBeforeTheTimeThatSlackNamed() {
        slack.limits("chat.postMessage", 30);

        SlackTrouble.Limited limited = catchThrowableOfType(SlackTrouble.Limited.class, () -> post("one"));
        clock.forward(Duration.ofSeconds(29));
        assertThatThrownBy(() -> post("two")).isInstanceOf(SlackTrouble.NotYet.class);

        assertThat(limited.waiting()).isEqualTo(Duration.ofSeconds(30));
        assertThat(slack.heard("chat.postMessage")).hasSize(1);
        clock.forward(Duration.ofSeconds(1));
        post("three");
        assertThat(slack.workspace().said(channel))
                .extracting(LoopbackWorkspace.Said::text)
                .containsExactly("three");
    }

    @Test
    void aMissingScopeIsNamedWithWhatToDo() {
        slack.lacksScope("chat.postMessage", "chat:write", "commands");

        assertThatThrownBy(() -> post("x"))
                .isInstanceOf(SlackTrouble.Refused.class)
                .hasMessageContaining("chat:write")
                .hasMessageContaining("commands")
                .hasMessageContaining("install the app again");
    }

    @Test
    void aWrongTokenIsAFaultOfTheApp() {
        SlackClient wrong = client(Mode.SERVE, "xoxb-wrong", slack.endpoint());

        SlackTrouble.Refused refused = catchThrowableOfType(
                SlackTrouble.Refused.class, () -> wrong.call(SlackMethod.AUTH_TEST, api -> api.authTest(r -> r)));

        assertThat(refused.error().ofTheApp()).isTrue();
        assertThat(refused).hasMessageContaining("STAKEOUT_SLACK_BOT_TOKEN").hasMessageNotContaining("xoxb-wrong");
    }

    @Test
    void aCallWhoseAnswerIsLostIsNotSentAgainByItself() {
        post("so that there is a connection to lose");
        clock.forward(Duration.ofSeconds(1));
        slack.losesAnswer("chat.postMessage");

        assertThatThrownBy(() -> post("once")).isInstanceOf(SlackTrouble.Down.class);

        assertThat(slack.workspace().said(channel))
                .extracting(LoopbackWorkspace.Said::text)
                .containsOnlyOnce("once");
    }

    @Test
    void aSlackThatIsGoneIsDownAndNotARefusal() {
        slack.goesDown();
        assertThatThrownBy(() -> post("x")).isInstanceOf(SlackTrouble.Down.class);
        slack.comesBack();
        clock.forward(Duration.ofSeconds(1));
        slack.keepsFailing("chat.postMessage", 503);
        assertThatThrownBy(() -> post("x"))
                .isInstanceOf(SlackTrouble.Down.class)
                .hasMessageContaining("503");
    }

    @Test
    void aRehearsalTalksToThisMachineOnly() {
        for (Mode rehearsal : List.of(Mode.DRILL, Mode.REPLAY)) {
            assertThat(client(rehearsal, LoopbackSlack.TOKEN, slack.endpoint()).configured())
                    .isTrue();
            SlackClient remote = client(rehearsal, LoopbackSlack.TOKEN, URI.create("https://slack.com/api/"));
            assertThat(remote.configured()).isFalse();
            assertThatThrownBy(() -> remote.call(SlackMethod.AUTH_TEST, api -> api.authTest(r -> r)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(client(rehearsal, LoopbackSlack.TOKEN, null).configured())
                    .isFalse();
        }
        assertThat(client(Mode.SERVE, " ", null).configured()).isFalse();
    }

    private record Settings(String token, URI address) implements SlackConfigOf {

        @Override
        public Optional<String> botToken() {
            return Optional.of(token);
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.ofNullable(address);
        }
    }
}
