package io.stakeout.notify.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Mode;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Item;
import io.stakeout.notify.Priority;
import io.stakeout.notify.news.News;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a receiver gets, and what its answers mean. */
class WebhookTest {

    private static final String SECRET = "a-secret-of-sixteen-and-more";
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver(0);
    }

    @AfterEach
    void over() {
        receiver.close();
    }

    private record Settings(Optional<URI> url, Optional<String> secret, String source, Duration timeout)
            implements WebhookConfig {
        @Override
        public Duration every() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int batch() {
            return 100;
        }
    }

    private static WebhookChannel channel(String url, String secret, Mode mode) {
        Settings settings = new Settings(
                Optional.of(URI.create(url)), Optional.ofNullable(secret), "stakeout", Duration.ofSeconds(1));
        return new WebhookChannel(settings, mode, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Delivery deliver() {
        WebhookChannel channel = channel(receiver.url(), SECRET, Mode.SERVE);
        News news = new News.Tested(NOW, "somebody", "1");
        return channel.deliver(item(channel, news));
    }

    private static Item item(WebhookChannel channel, News news) {
        var draft = channel.about(news).get(0);
        return new Item(
                1,
                draft.key(),
                Priority.BROADCAST,
                Optional.empty(),
                Optional.empty(),
                "",
                draft.body(),
                1,
                Optional.empty(),
                NOW,
                0,
                java.util.List.of());
    }

    @Test
    void theReceiverCanTellThatItIsUsByTheSharedSecret() throws Exception {
        assertThat(deliver()).isEqualTo(Delivery.delivered());
        Receiver.Post post = receiver.posts.get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update("1772600767.".getBytes(StandardCharsets.US_ASCII));
        assertThat(post.header("X-Stakeout-Timestamp")).isEqualTo("1772600767");
        assertThat(post.header("X-Stakeout-Signature"))
                .isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(post.bytes())));
        assertThat(post.header("X-Stakeout-Source"))
                .isEqualTo(post.json().path("source").asText())
                .isEqualTo("stakeout");
        assertThat(post.header("X-Stakeout-Key"))
                .isEqualTo(post.json().path("key").asText())
                .isEqualTo("test:1");
    }

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "204, Delivered",
        "400, Refused",
        "413, Refused",
        "408, Later",
        "500, Later",
        "502, Paused",
        "503, Paused",
        "429, Paused",
        "401, Paused",
        "404, Paused"
    })
    void answersSayWhatToDo(int status, String meaning) {
        receiver.answers.add(new Receiver.Answer(status));
        assertThat(deliver().getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void aPauseThatIsAskedForIsKeptInSecondsOrToADate() {
        receiver.answers.add(new Receiver.Answer(429, "Retry-After", "120"));
        assertThat(((Delivery.Paused) deliver()).pause()).contains(Duration.ofMinutes(2));
        receiver.answers.add(new Receiver.Answer(503, "Retry-After", "Wed, 4 Mar 2026 05:07:07 GMT"));
        assertThat(((Delivery.Paused) deliver()).pause()).contains(Duration.ofMinutes(1));
        receiver.answers.add(new Receiver.Answer(503, "Retry-After", "when it suits"));
        assertThat(((Delivery.Paused) deliver()).pause()).isEmpty();
    }

    @Test
    void noRedirectIsFollowed() {
        receiver.answers.add(new Receiver.Answer(307, "Location", receiver.url() + "/elsewhere"));
        assertThat(((Delivery.Paused) deliver()).why()).contains("redirects are not followed");
        assertThat(receiver.posts).hasSize(1);
    }

    @Test
    void nobodyThereIsAPauseOfTheWholeChannel() {
        receiver.close();
        assertThat(deliver()).isEqualTo(Delivery.paused("the receiver can't be reached"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://siem.example.org/hook",
                "ftp://127.0.0.1/",
                "https://user:secret@siem.example.org/",
                "https:///nowhere",
                "http://127.0.0.1.example.org/"
            })
    void whatCanBeReadOnTheWayOrIsNoAddressStopsTheStart(String url) {
        assertThatThrownBy(() -> channel(url, SECRET, Mode.SERVE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stakeout.notify.webhook.url")
                .hasMessageNotContaining("user:secret");
    }

    @Test
    void aDrillTellsNobodyElsewhere() {
        assertThatThrownBy(() -> channel("https://siem.example.org/", SECRET, Mode.DRILL))
                .hasMessageContaining("A drill or replay tells nobody elsewhere");
        assertThat(channel(receiver.url(), SECRET, Mode.DRILL).enabled()).isTrue();
    }

    @Test
    void withoutASecretNothingIsSent() {
        assertThatThrownBy(() -> channel(receiver.url(), null, Mode.SERVE)).hasMessageContaining("secret");
        assertThatThrownBy(() -> channel(receiver.url(), "short", Mode.SERVE)).hasMessageContaining("secret");
    }

    @Test
    void anEventThatIsNoCallSaysWhatItIs() {
        JsonNode event = Ocsf.news(new News.AnchorMade(NOW, 12, "ab"), "anchor:12");
        assertThat(event.path("class_uid").asInt()).isZero();
        assertThat(event.path("unmapped").path("kind").asText()).isEqualTo("anchor");
        assertThat(event.path("unmapped").path("count").asLong()).isEqualTo(12);
    }
}
