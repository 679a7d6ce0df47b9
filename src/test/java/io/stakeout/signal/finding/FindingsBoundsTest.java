package io.stakeout.signal.finding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is no event, what is too much of one, and how it is cut. */
class FindingsBoundsTest {

    private static final String EVENT =
            "{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\",\"detail\":%s}";

    @ParameterizedTest
    @MethodSource
    void whatIsNoEventSaysWhy(byte[] bytes, String reason) {
        assertThat(Findings.read(bytes)).isEqualTo(new Read.Unreadable(reason));
    }

    static Stream<Arguments> whatIsNoEventSaysWhy() {
        String tooDeep = "It is nested deeper than 100 levels, or holds a number of more than 1000 digits.";
        return Stream.of(
                arguments(utf8(""), "It is not a JSON object."),
                arguments(utf8("[]"), "It is not a JSON object."),
                arguments(utf8("null"), "It is not a JSON object."),
                arguments(utf8("{"), "It is not JSON."),
                arguments(utf8("{} {}"), "It is not JSON."),
                arguments(utf8("\uFEFF{}"), "It is not JSON."),
                arguments(utf8("{}\0"), "It is not JSON."),
                arguments(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}, "It is not UTF-8."),
                arguments("{}".getBytes(StandardCharsets.UTF_16LE), "It is not JSON."),
                arguments(utf8("{}"), "It has no source."),
                arguments(utf8("{\"source\":\"\",\"detail-type\":\"x\"}"), "It has no source."),
                arguments(utf8("{\"source\":\"x\"}"), "It has no detail-type."),
                arguments(utf8("{\"source\":\"x\",\"detail-type\":[\"y\"]}"), "It has no detail-type."),
                arguments(event("[".repeat(100_000)), tooDeep),
                arguments(event("{\"a\":".repeat(100) + "1" + "}".repeat(100)), tooDeep),
                arguments(event("1".repeat(1_001)), tooDeep),
                arguments(event("\"" + "x".repeat(1024 * 1024) + "\""), "It is larger than 1024 KB."));
    }

    @Test
    void whatIsJustBelowTheBoundsIsRead() {
        assertThat(Findings.read(event("{\"a\":".repeat(98) + "1" + "}".repeat(98))))
                .isInstanceOf(Read.Told.class);
        assertThat(Findings.read(event("\"" + "x".repeat(1_000_000) + "\""))).isInstanceOf(Read.Told.class);
    }

    @Test
    void ofEqualMembersTheLastCounts() {
        Signal signal = only(event("{\"id\":\"first\",\"id\":\"last\",\"severity\":9,\"severity\":1}"));

        assertThat(signal.id()).isEqualTo("last");
        assertThat(signal.score()).isEqualTo(10);
    }

    @Test
    void anIdThatIsTooLongIsItsDigest() {
        assertThat(only(event("{\"id\":\"" + "x".repeat(512) + "\"}")).id()).isEqualTo("x".repeat(512));
        assertThat(only(event("{\"id\":\"" + "a".repeat(513) + "\"}")).id())
                .isEqualTo("sha256:" + "02425c0f5b0dabf3d2b9115f3f7723a02ad8bcfb1534a0d231614fd42b8188f6");
        assertThat(only(event("{\"id\":\"" + "\\u0000".repeat(20) + "\"}")).id())
                .isEqualTo("␀".repeat(20));
        assertThat(only(event("{\"id\":\"" + "\\u202e".repeat(500) + "\"}")).id())
                .startsWith("sha256:");
    }

    @Test
    void anEventWithoutAnyIdIsKnownByItsBytes() {
        assertThat(only(event("{}")).id())
                .startsWith("sha256:")
                .isEqualTo(only(event("{}")).id());
        assertThat(only(event("{}")).id())
                .isNotEqualTo(only(event("{\"severity\":1}")).id());
    }

    @Test
    void whatIsTooLongIsCutWithAMark() {
        Signal signal = only(event("{\"title\":\"" + "t".repeat(999) + "\",\"type\":\"" + "y".repeat(999)
                + "\",\"description\":\"" + "d".repeat(9_999) + "\"}"));

        assertThat(signal.title()).hasSize(Draft.MAX_TITLE).endsWith("t…");
        assertThat(signal.type()).hasSize(Draft.MAX_WORD).endsWith("y…");
        assertThat(signal.evidence())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Description: d")
                        .hasSize(Draft.MAX_LINE)
                        .endsWith("d…"));
    }

    @Test
    void ofManyPrincipalsTheMostExactAreTakenAndTheRestIsCounted() {
        ArrayNode actors = FindingCases.JSON.createArrayNode();
        IntStream.range(0, 25)
                .forEach(i -> actors.addObject()
                        .putObject("user")
                        .put("uid", "AIDA" + String.format("%017d", i))
                        .put("credentialUid", i < 5 ? "AKIA" + String.format("%016d", i) : null));

        Signal signal = only(sequence("actors", actors));

        assertThat(signal.suspects()).hasSize(Who.MOST);
        assertThat(signal.suspects().stream().map(Suspect::type).limit(6))
                .containsExactly(
                        SuspectType.ACCESS_KEY,
                        SuspectType.ACCESS_KEY,
                        SuspectType.ACCESS_KEY,
                        SuspectType.ACCESS_KEY,
                        SuspectType.ACCESS_KEY,
                        SuspectType.PRINCIPAL_ID);
        assertThat(signal.evidence()).last().isEqualTo("… and 10 more whom it names: 20 are taken");
    }

    @Test
    void ofManyLinesAndTagsTheFirstAreKept() {
        ArrayNode signals = FindingCases.JSON.createArrayNode();
        IntStream.range(0, 90).forEach(i -> signals.addObject().put("name", "signal " + i));
        Signal lines = only(sequence("signals", signals));
        ArrayNode tags = FindingCases.JSON.createArrayNode();
        IntStream.range(0, 90).forEach(i -> tags.addObject().put("key", "k" + i).put("value", "v" + i));
        Signal tagged = only(event("{\"resource\":{\"instanceDetails\":{\"tags\":" + tags + "}}}"));

        assertThat(lines.evidence()).hasSize(Draft.MAX_LINES + 1).last().isEqualTo("… and 40 more lines");
        assertThat(tagged.tags()).hasSize(Draft.MAX_TAGS).containsEntry("k0", "v0");
        assertThat(tagged.evidence()).containsExactly("… and 40 more tags, not read");
    }

    @Test
    void ofMoreThanEvenGuardDutyListsTheBeginningIsRead() {
        ArrayNode actors = FindingCases.JSON.createArrayNode();
        IntStream.range(0, 407).forEach(i -> actors.addObject().put("id", i));

        assertThat(only(sequence("actors", actors)).evidence()).containsExactly("… and 7 more actors, not read");
    }

    @Test
    void ofManyFindingsInOneEventAHundredAreReadAndTheRestIsCounted() {
        List<String> findings = new ArrayList<>();
        IntStream.range(0, 130).forEach(i -> findings.add("{\"Id\":\"f" + i + "\"}"));
        String event =
                "{\"source\":\"aws.securityhub\",\"detail-type\":\"Security Hub Findings - Imported\",\"detail\":"
                        + "{\"findings\":[" + String.join(",", findings) + "]}}";

        List<Signal> signals = FindingsTest.told(utf8(event));

        assertThat(signals).hasSize(100);
        assertThat(signals.get(99).evidence()).contains("… and 30 more findings in the same event, not read");
        assertThat(signals.get(98).evidence()).isEmpty();
    }

    private static byte[] sequence(String name, ArrayNode list) {
        ObjectNode detail = FindingCases.JSON.createObjectNode();
        detail.putObject("service").putObject("detection").putObject("sequence").set(name, list);
        return event(detail.toString());
    }

    private static Signal only(byte[] event) {
        List<Signal> signals = FindingsTest.told(event);
        assertThat(signals).hasSize(1);
        return signals.get(0);
    }

    private static byte[] event(String detail) {
        return utf8(EVENT.formatted(detail));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
