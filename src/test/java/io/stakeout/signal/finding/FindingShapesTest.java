package io.stakeout.signal.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import io.stakeout.cloudtrail.Text;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Events whose members have gone, turned into something else, or say what an attacker likes: one at a time at every place,
 * and several at random. Whatever it is, it is answered, and nobody is named who has not the form of an identifier.
 */
class FindingShapesTest {

    private static final long SEED = 20_260_301;
    /** Shapes that a member takes where a table has the whole event; there are places enough for all of them. */
    private static final int IN_TURN = 7;

    private static final int AT_RANDOM = 3_000;
    private static final int MOST_CHANGES = 6;

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1.5e400",
            "123456789012345678901234567890",
            "\" \"",
            "\"null\"",
            "\"\\u0000\\ud800\\u202e\\n\"",
            "\"arn:aws:iam::1:\"",
            "\"arn:aws:iam::444455556666:user/*\"",
            "\"arn:aws:sts::444455556666:assumed-role/a/b\"",
            "\"AKIAIOSFODNN7EXAMPLE\\u0000\"",
            "\"AROADBQP57FF2AEXAMPLE:a b\"",
            "\"444455556666\"",
            "\"Root\"",
            "\"AssumedRole\"",
            "\"{\\\"sample\\\":[[\"",
            "\"" + "x".repeat(3_000) + "\"",
            "[]",
            "{}",
            "[[[\"a\"]],{\"key\":1,\"value\":{}},null]",
            "{\"uid\":{\"uid\":[]},\"\":\"\",\"a\\u0000b\":\"c\"}");

    private final List<JsonNode> odd =
            ODD.stream().map(FindingShapesTest::parsed).toList();
    private int variants;
    private int named;

    @Test
    void noMemberOfAnyShapeStopsAReadingOrNamesWhatIsNone() {
        for (FindingCases.Case one : FindingCases.all()) {
            JsonNode event = one.event().deepCopy();
            everyPlace(event, event, one.whole() ? IN_TURN : 1);
        }

        assertThat(variants).isGreaterThan(12_000);
        assertThat(named).isGreaterThan(6_000);
    }

    @Test
    void norDoSeveralAtOnce() {
        Random random = new Random(SEED);
        List<FindingCases.Case> all = FindingCases.all();
        for (int i = 0; i < AT_RANDOM; i++) {
            JsonNode event = all.get(random.nextInt(all.size())).event().deepCopy();
            int changes = 1 + random.nextInt(MOST_CHANGES);
            for (int change = 0; change < changes; change++) {
                changeSomewhere(event, random);
            }
            understand(event);
        }

        assertThat(variants).isEqualTo(AT_RANDOM);
        assertThat(named).isGreaterThan(AT_RANDOM / 3);
    }

    /** Without each member, and with it in so many shapes. */
    private void everyPlace(JsonNode root, JsonNode at, int shapes) {
        if (at instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode before = object.remove(name);
                understand(root);
                for (JsonNode shape : some(shapes)) {
                    object.set(name, shape);
                    understand(root);
                }
                object.set(name, before);
                everyPlace(root, before, shapes);
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode before = array.get(i);
                for (JsonNode shape : some(shapes)) {
                    array.set(i, shape);
                    understand(root);
                }
                array.set(i, before);
                everyPlace(root, before, shapes);
            }
        }
    }

    private List<JsonNode> some(int shapes) {
        int from = variants % odd.size();
        return IntStream.range(from, from + shapes)
                .mapToObj(i -> odd.get(i % odd.size()))
                .toList();
    }

    private void changeSomewhere(JsonNode event, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        gather(event, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.equals("source") || name.equals("detail-type"));
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, odd.get(random.nextInt(odd.size())).deepCopy());
            default ->
                object.set(name, objects.get(random.nextInt(objects.size())).deepCopy());
        }
    }

    private static void gather(JsonNode at, List<ObjectNode> objects) {
        if (at instanceof ObjectNode object) {
            objects.add(object);
        }
        at.forEach(child -> gather(child, objects));
    }

    private void understand(JsonNode event) {
        byte[] bytes = event.toString().getBytes(UTF_8);
        variants++;
        if (Findings.read(bytes) instanceof Read.Told told) {
            told.signals().forEach(signal -> check(signal, event));
        } else {
            assertThat(hasText(event, "source") && hasText(event, "detail-type"))
                    .as(event.toString())
                    .isFalse();
        }
    }

    private void check(Signal signal, JsonNode event) {
        named += signal.suspects().isEmpty() ? 0 : 1;
        boolean fine = signal.suspects().size() <= Who.MOST
                && signal.suspects().stream().allMatch(FindingShapesTest::hasItsForm)
                && bounded(signal.id(), Ids.MAX_LENGTH)
                && bounded(signal.source(), Draft.MAX_WORD)
                && bounded(signal.detailType(), Draft.MAX_WORD)
                && bounded(signal.type(), Draft.MAX_WORD)
                && bounded(signal.title(), Draft.MAX_TITLE)
                && signal.nobody().map(why -> bounded(why, Draft.MAX_LINE)).orElse(true)
                && signal.evidence().size() <= Draft.MAX_LINES + 4
                && signal.evidence().stream().allMatch(line -> bounded(line, Draft.MAX_LINE))
                && signal.tags().size() <= Draft.MAX_TAGS
                && signal.tags().entrySet().stream()
                        .allMatch(
                                tag -> bounded(tag.getKey(), Draft.MAX_WORD) && bounded(tag.getValue(), Draft.MAX_LINE))
                && signal.account().map(account -> account.matches("\\d{12}")).orElse(true)
                && signal.count() >= 1;
        if (!fine) {
            fail(signal + " of " + event);
        }
    }

    /** The form of its type, strictly: what AWS hands out begins so, and ends there. */
    private static boolean hasItsForm(Suspect suspect) {
        String value = suspect.value();
        boolean form = switch (suspect.type()) {
            case ACCESS_KEY -> value.matches("(AKIA|ASIA)[A-Z0-9]{12,124}");
            case PRINCIPAL_ID -> value.matches("(AIDA[A-Z0-9]+|AROA[A-Z0-9]+(:\\S+)?|\\d{12}:\\S+)");
            case PRINCIPAL_ARN -> value.matches("arn:aws[a-z-]*:(iam|sts)::\\d{12}:[!-~]+") && !value.contains("*");
            case USER_NAME -> suspect.account().isPresent();
            default -> false;
        };
        return form
                && suspect.type().accepts(value)
                && SuspectType.byId(suspect.type().id()).isPresent();
    }

    private static boolean bounded(String text, int most) {
        return !text.isBlank()
                && text.length() <= most
                && Text.visible(Text.storable(text)).equals(text);
    }

    private static boolean hasText(JsonNode event, String name) {
        return event.path(name).isTextual() && !event.path(name).textValue().isBlank();
    }

    /** As decimals, so that a number beyond all doubles is written as it was. */
    private static JsonNode parsed(String json) {
        try {
            return FindingCases.JSON
                    .reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
