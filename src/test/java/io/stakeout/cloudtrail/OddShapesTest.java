package io.stakeout.cloudtrail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Real records whose fields have turned into something else, one at a time. */
class OddShapesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ODD = List.of(
            "null",
            "-1.5e400",
            "\" \"",
            "\"\\u0000\\ud800\"",
            "\"arn:aws:iam::1:\"",
            "\"::::::\"",
            "[[[\"a\"]],{\"items\":[1]}]",
            "{\"items\":[{\"items\":{}},null,\"x\"]}");

    @Test
    void noFieldOfAnyShapeStopsARecordFromBeingUnderstood() throws IOException {
        for (CloudTrailRecord record : oneOfEachEvent()) {
            for (String changed : variants(record)) {
                understand(changed);
            }
        }
    }

    @Test
    void recordsOfThousandsOfFieldsAreUnderstood() {
        String fields = IntStream.range(0, 20_000)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        understand("{\"eventName\":\"RunInstances\",\"requestParameters\":" + fields + "}");
    }

    private static Collection<CloudTrailRecord> oneOfEachEvent() {
        return Records.demo().stream()
                .filter(record -> record.eventName().length() % 3 == 0) // enough: about 40 events
                .collect(Collectors.toMap(CloudTrailRecord::eventName, Function.identity(), (first, next) -> first))
                .values();
    }

    private static List<String> variants(CloudTrailRecord record) throws IOException {
        List<String> variants = new ArrayList<>();
        ObjectNode tree = (ObjectNode) JSON.readTree(record.raw());
        List<ObjectNode> objects = new ArrayList<>(List.of(tree));
        tree.forEach(child -> addObject(child, objects));
        for (ObjectNode object : objects) {
            for (String name : names(object)) {
                JsonNode was = object.get(name);
                object.put(name, "@odd@");
                String template = tree.toString();
                ODD.forEach(odd -> variants.add(template.replace("\"@odd@\"", odd)));
                object.set(name, was);
            }
        }
        return variants;
    }

    private static void addObject(JsonNode child, List<ObjectNode> objects) {
        if (child instanceof ObjectNode object) {
            objects.add(object);
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void understand(String json) {
        CloudTrailRecord record = CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        Classification classification = Classifier.shipped().classify(record);
        String said = Sentences.of(record, classification.outcome()).text();

        assertThat(said).as(json).doesNotContain("\0", "\ud800").isNotBlank();
        assertThat(Identity.of(record.principal()).label()).as(json).isNotBlank();
        assertThat(Redaction.redact(record.raw())).isNotEmpty();
        assertThat(List.of(record.eventId(), record.eventSource(), record.eventName()))
                .doesNotContain("");
    }
}
