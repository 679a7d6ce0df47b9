package io.stakeout.signal.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** What each kind of event tells: see the tables in the resources. */
class FindingsTest {

    @TestFactory
    Stream<DynamicTest> eachEventTellsWhatItSays() {
        return FindingCases.all().stream()
                .map(one -> dynamicTest(one.table() + ": " + one.why(), () -> tells(one.bytes(), one.told())));
    }

    @Test
    void theSameEventTellsTheSame() {
        FindingCases.all().forEach(one -> assertThat(Findings.read(one.bytes())).isEqualTo(Findings.read(one.bytes())));
    }

    @Test
    void aFindingOfGuardDutyIsRecognisedWhicheverServiceTellsIt() {
        List<Signal> told = FindingCases.all().stream()
                .filter(one -> one.event().toString().contains("/finding/4cb5a629e9757b650d102f683cdbcd7b"))
                .flatMap(one -> told(one.bytes()).stream())
                .filter(signal -> signal.id().equals("4cb5a629e9757b650d102f683cdbcd7b"))
                .toList();

        assertThat(told)
                .extracting(Signal::detailType)
                .contains(
                        "GuardDuty Finding",
                        "Security Hub Findings - Imported",
                        "Security Hub Findings - Custom Action",
                        "Findings Imported V2");
    }

    static List<Signal> told(byte[] event) {
        return ((Read.Told) Findings.read(event)).signals();
    }

    private static void tells(byte[] event, List<JsonNode> expected) {
        List<Signal> signals = told(event);
        assertThat(signals).hasSameSizeAs(expected);
        for (int i = 0; i < signals.size(); i++) {
            Signal signal = signals.get(i);
            expected.get(i).properties().forEach(member -> tells(signal, member.getKey(), member.getValue()));
        }
    }

    private static void tells(Signal signal, String member, JsonNode expected) {
        Object told = member(signal, member);
        if (member.equals("evidence")) {
            assertThat(strings(told)).as(member).containsAll(strings(expected));
        } else if (told instanceof Collection<?> list) {
            assertThat(strings(list)).as(member).isEqualTo(strings(expected));
        } else if (expected.isObject()) {
            assertThat(FindingCases.JSON.valueToTree(told).toString())
                    .as(member)
                    .isEqualTo(expected.toString());
        } else {
            assertThat(String.valueOf(told)).as(member).isEqualTo(expected.asText());
        }
    }

    private static List<String> strings(Object list) {
        List<String> strings = new ArrayList<>();
        ((Iterable<?>) list)
                .forEach(item -> strings.add(item instanceof JsonNode node ? node.asText() : item.toString()));
        return strings;
    }

    private static Object member(Signal signal, String name) {
        return switch (name) {
            case "source" -> signal.source();
            case "id" -> signal.id();
            case "detailType" -> signal.detailType();
            case "type" -> signal.type();
            case "score" -> signal.score();
            case "title" -> signal.title();
            case "suspects" ->
                signal.suspects().stream().map(FindingsTest::said).toList();
            case "nobody" -> signal.nobody().orElse("");
            case "account" -> signal.account().orElse("");
            case "region" -> signal.region().orElse("");
            case "evidence" -> signal.evidence();
            case "observedAt" -> signal.observedAt().map(Object::toString).orElse("");
            case "count" -> signal.count();
            case "sample" -> signal.sample();
            case "active" -> signal.active();
            case "startWatch" -> signal.startWatch();
            case "tags" -> signal.tags();
            default -> throw new AssertionError("no such member: " + name);
        };
    }

    static String said(Suspect suspect) {
        return suspect.type().id() + " " + suspect.value()
                + suspect.account().map(account -> " in " + account).orElse("");
    }
}
