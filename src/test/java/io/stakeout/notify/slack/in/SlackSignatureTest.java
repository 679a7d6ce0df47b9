package io.stakeout.notify.slack.in;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SlackSignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
    private static final String OLD = "the-old-signing-secret";
    private static final String NEW = "the-new-signing-secret";
    private static final byte[] BODY = "text=status".getBytes(StandardCharsets.UTF_8);

    private final SlackSignature signature = new SlackSignature(List.of(OLD, NEW));

    /** The example of Slack's page "Verifying requests from Slack". */
    @Test
    void slacksOwnExampleIsSlacks() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        Delivered delivered = new Delivered(
                "1531420618",
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(new SlackSignature(List.of("8f742231b10e8888abcd99yyyzzz85a5"))
                        .refusal(delivered, Instant.ofEpochSecond(1531420618)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, the-new-signing-secret, true",
        "0, the-old-signing-secret, true",
        "0, another-signing-secret, false",
        "-300, the-new-signing-secret, true",
        "300, the-new-signing-secret, true",
        "-301, the-new-signing-secret, false",
        "301, the-new-signing-secret, false",
        "-86400, the-new-signing-secret, false",
        "86400, the-new-signing-secret, false"
    })
    void itIsSlacksWhenOneOfTheSecretsSignedItJustNow(long away, String secret, boolean slacks) {
        String at = Long.toString(NOW.getEpochSecond() + away);

        Delivered delivered = new Delivered(at, SlackPerson.signature(secret, at, BODY), BODY);

        assertThat(signature.refusal(delivered, NOW).isEmpty()).isEqualTo(slacks);
    }

    @Test
    void aBodyOrTimeThatIsNotTheSignedOneIsRefused() {
        String at = Long.toString(NOW.getEpochSecond());
        String later = Long.toString(NOW.getEpochSecond() + 1);
        String signed = SlackPerson.signature(NEW, at, BODY);

        assertThat(signature.refusal(new Delivered(at, signed, "text=statuS".getBytes(StandardCharsets.UTF_8)), NOW))
                .isPresent();
        assertThat(signature.refusal(new Delivered(at, signed, new byte[0]), NOW))
                .isPresent();
        assertThat(signature.refusal(new Delivered(later, signed, BODY), NOW)).isPresent();
        assertThat(signature.refusal(new Delivered(at, signed, BODY), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v0=", "v1=HEX", "HEX", "v0=HEXff", "v0= HEX", "v0=HEX ", "V0=HEX", "v0=xyz"})
    void aSignatureOfAnotherFormIsRefused(String form) {
        String at = Long.toString(NOW.getEpochSecond());
        String hex = SlackPerson.signature(NEW, at, BODY).substring(3);

        assertThat(signature.refusal(new Delivered(at, form.replace("HEX", hex), BODY), NOW))
                .isPresent();
        assertThat(signature.refusal(new Delivered(at, null, BODY), NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1790000000.5", " 1790000000", "0x6AB0", "99999999999999999999", "now"})
    void aTimestampOfAnotherFormIsRefused(String at) {
        assertThat(signature.refusal(new Delivered(at, SlackPerson.signature(NEW, at, BODY), BODY), NOW))
                .isPresent();
        assertThat(signature.refusal(new Delivered(null, SlackPerson.signature(NEW, "null", BODY), BODY), NOW))
                .isPresent();
    }

    @Test
    void withoutASecretNothingIsSlacks() {
        String at = Long.toString(NOW.getEpochSecond());
        SlackSignature none = new SlackSignature(List.of());

        assertThat(none.armed()).isFalse();
        assertThat(none.refusal(new Delivered(at, SlackPerson.signature(NEW, at, BODY), BODY), NOW))
                .isPresent();
    }
}
