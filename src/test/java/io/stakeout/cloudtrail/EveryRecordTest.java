package io.stakeout.cloudtrail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.testing.SharedData;

import static org.assertj.core.api.Assertions.assertThat;

/** Every record of the public data sets is read, named, classed, said and redacted. */
@Tag("public-data")
class EveryRecordTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "invictus-a, .jsonl, 1031",
        "stratus-red-team, .jsonl, 189",
        "traildiscover-log-examples, .jsonl, 293",
        "panther-rule-tests, .jsonl, 215",
        "aws-docs-cloudtrail-examples, .jsonl, 26",
        "eventbridge, .json, 10",
        "eventbridge, .jsonl, 6",
    })
    void everyRecordOfASetIsUnderstood(String set, String suffix, int atLeast) throws IOException {
        List<byte[]> records = records(SharedData.require("data/" + set), suffix);

        assertThat(records).hasSizeGreaterThanOrEqualTo(atLeast).allSatisfy(EveryRecordTest::understand);
    }

    @ParameterizedTest
    @CsvSource({"kinesis-in-order.b64.txt, 1031", "kinesis-late-dup-faults.b64.txt, 1031"})
    void everyRecordInsideAStreamIsUnderstood(String file, int atLeast) throws IOException {
        List<byte[]> records = Files.readAllLines(SharedData.require("data/invictus-a/" + file)).stream()
                .flatMap(EveryRecordTest::messages)
                .toList();

        assertThat(records).hasSizeGreaterThanOrEqualTo(atLeast).allSatisfy(EveryRecordTest::understand);
    }

    private static void understand(byte[] bytes) {
        CloudTrailRecord record = CloudTrailRecord.parse(bytes);
        Classification classification = Classifier.shipped().classify(record);
        Sentence sentence = Sentences.of(record, classification.outcome());
        byte[] redacted = Redaction.redact(bytes);

        assertThat(record.eventId()).isNotBlank();
        assertThat(Identity.of(record.principal()).label()).isNotBlank();
        assertThat(sentence.text()).isNotBlank().doesNotContain("  ");
        assertThat(sentence.parts()).allMatch(part -> part.text().length() <= 200);
        assertThat(CloudTrailRecord.parse(redacted).principal()).isEqualTo(record.principal());
    }

    private static List<byte[]> records(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.endsWith("expected.json"))
                    .sorted()
                    .flatMap(file -> suffix.equals(".jsonl") ? lines(file) : Stream.of(text(file)))
                    .filter(line -> !line.isBlank())
                    .map(EveryRecordTest::unwrapped)
                    .toList();
        }
    }

    /** Rule tests keep the record in {@code event}, EventBridge in {@code detail}. */
    private static byte[] unwrapped(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            JsonNode first = tree.isArray() ? tree.path(0) : tree;
            for (String wrapper : List.of("event", "detail")) {
                if (first.path(wrapper).isObject()) {
                    return JSON.writeValueAsBytes(first.path(wrapper));
                }
            }
            return first == tree ? json.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(first);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The messages of one Kinesis record; none when it is one of the planted faults. */
    private static Stream<byte[]> messages(String base64) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            JsonNode events = JSON.readTree(in.readAllBytes()).path("logEvents");
            return Stream.iterate(0, i -> i < events.size(), i -> i + 1)
                    .map(i -> events.get(i).path("message").asText())
                    .filter(message -> message.startsWith("{") && message.endsWith("}"))
                    .map(message -> message.getBytes(StandardCharsets.UTF_8));
        } catch (IOException fault) {
            return Stream.empty();
        }
    }

    private static Stream<String> lines(Path file) {
        return text(file).lines();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
