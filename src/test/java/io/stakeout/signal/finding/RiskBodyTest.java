package io.stakeout.signal.finding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.regex.RegularExpression;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Bodies of the risk webhook: the table {@code risk.json} says what is wrong with each, and the schema has to agree. */
class RiskBodyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final JsonNode table = table();
    private final JsonSchema schema = schema();

    @TestFactory
    Stream<DynamicTest> parserAndSchemaAgree() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            tests.add(dynamicTest(row.path("why").asText(), () -> judge(row)));
        }
        return tests.stream();
    }

    private void judge(JsonNode row) {
        ObjectNode body = body(row.path("but"));
        List<String> errors = errors(FindingCases.bytes(body));

        assertThat(errors).as("errors").hasSameSizeAs(row.path("errors"));
        for (int i = 0; i < errors.size(); i++) {
            assertThat(errors.get(i)).startsWith(row.path("errors").get(i).asText());
        }
        assertThat(schema.validate(body).isEmpty()).as("the schema takes it").isEqualTo(errors.isEmpty());
    }

    @Test
    void aBodyBecomesASignal() {
        Signal signal = ((RiskBody.Accepted) RiskBody.read(FindingCases.bytes(table.path("body")), NOW)).signal();

        assertThat(signal)
                .isEqualTo(new Signal(
                        "siem",
                        "case-4711",
                        "risk",
                        "risk",
                        80,
                        "The key was found in a public repository.",
                        List.of(new Suspect(
                                SuspectType.ACCESS_KEY, "AKIAIOSFODNN7EXAMPLE", Optional.of("444455556666"))),
                        Optional.empty(),
                        Optional.of("444455556666"),
                        Optional.empty(),
                        List.of("https://git.example/leak", "committed 2026-03-01"),
                        Optional.of(Instant.parse("2026-03-01T09:30:00Z")),
                        1,
                        false,
                        true,
                        false,
                        Optional.of("team-x"),
                        Map.of()));
    }

    @Test
    void hostileTextIsShownAsText() {
        ObjectNode body = body(FindingCases.JSON
                .createObjectNode()
                .put("reason", "a\u0000b\u202e")
                .put("owner", "\u2066"));

        Signal signal = ((RiskBody.Accepted) RiskBody.read(FindingCases.bytes(body), NOW)).signal();

        assertThat(signal.title()).isEqualTo("a␀b⟨U+202E⟩");
        assertThat(signal.owner()).contains("⟨U+2066⟩");
    }

    @Test
    void theFutureBeginsTomorrow() {
        assertThat(errors(observedAt("2026-03-02T10:00:00Z"))).isEmpty();
        assertThat(errors(observedAt("2026-03-02T10:00:00.000000001Z")))
                .containsExactly("observedAt: lies more than 24 hours in the future");
    }

    @Test
    void aMemberTwiceIsRefused() {
        String twice = table.path("body").toString().replace("{\"source\"", "{\"score\":1,\"source\"");

        assertThat(errors(twice.getBytes(UTF_8))).containsExactly("body: It is not JSON, or has a member twice.");
    }

    @Test
    void whatIsNoBodySaysSo() {
        assertThat(errors("[]".getBytes(UTF_8))).containsExactly("body: It is not a JSON object.");
        assertThat(errors("{".getBytes(UTF_8))).containsExactly("body: It is not JSON, or has a member twice.");
        assertThat(errors("{}".getBytes(StandardCharsets.UTF_16BE)))
                .containsExactly("body: It is not JSON, or has a member twice.");
        assertThat(errors(new byte[RiskBody.MAX_BYTES + 1])).containsExactly("body: It is larger than 512 KB.");
    }

    @Test
    void theLongestBodyFits() {
        ObjectNode body = body(FindingCases.JSON.createObjectNode());
        String fire = "\ud83d\udd25";
        body.put("id", fire.repeat(200)).put("reason", fire.repeat(2_000)).put("owner", fire.repeat(200));
        body.putArray("evidence");
        for (int i = 0; i < 50; i++) {
            body.withArray("evidence").add(fire.repeat(500));
        }
        String escaped = body.toString().replace(fire, "\\ud83d\\udd25");

        assertThat(errors(escaped.getBytes(UTF_8))).isEmpty();
    }

    private byte[] observedAt(String moment) {
        return FindingCases.bytes(body(FindingCases.JSON.createObjectNode().put("observedAt", moment)));
    }

    private ObjectNode body(JsonNode but) {
        ObjectNode body = table.path("body").deepCopy();
        FindingCases.merge(body, but);
        return body;
    }

    private static List<String> errors(byte[] body) {
        return RiskBody.read(body, NOW) instanceof RiskBody.Refused refused ? refused.errors() : List.of();
    }

    private static JsonNode table() {
        try (InputStream in = RiskBodyTest.class.getResourceAsStream("risk.json")) {
            return FindingCases.JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Java's {@code $} also stands before a last line break; that of JSON Schema, which is ECMAScript's, does not. */
    private static RegularExpression asInSchemas(String regex) {
        Pattern pattern = Pattern.compile(regex.replaceFirst("\\$$", "\\\\z"));
        return text -> pattern.matcher(text).find();
    }

    private static JsonSchema schema() {
        try (InputStream in = RiskBodyTest.class.getResourceAsStream("/io/stakeout/signal/risk.schema.json")) {
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .regularExpressionFactory(RiskBodyTest::asInSchemas)
                    .build();
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in, config);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
