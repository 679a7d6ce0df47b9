package io.stakeout.cloudtrail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Records whose fields have turned into something else, one at a time, at every depth. */
class IssuanceShapesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TextNode PLACE = TextNode.valueOf("@odd@");

    private static final List<String> ODD = List.of(
            "null",
            "-1.5e400",
            "\" \"",
            "\"\\u0000\\ud800\"",
            "\"arn:aws:iam::1:\"",
            "\"::::::\"",
            "\"arn%3Aaws%3Aiam::%%3:role/\"",
            "\"{\\\"Statement\\\":[[],{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":[[{}]]}]}\"",
            "\"" + "[".repeat(4_100) + "\"",
            "\"" + "arn:".repeat(513) + "\"",
            "[[[\"a\"]],{\"items\":[1]}]",
            "{\"items\":[{\"items\":{}},null,\"x\"]}");

    private int variants;
    private int handedOut;

    @Test
    void noFieldOfAnyShapeStopsACallThatHandsOut() {
        IssuanceTest.calls().forEach(this::change);

        assertThat(variants).isGreaterThan(14_000);
        assertThat(handedOut).isGreaterThan(10_000);
    }

    @Test
    @Tag("public-data")
    void noFieldOfAnyShapeStopsAPublicRecord() throws IOException {
        for (String set : IssuancePublicDataTest.SETS) {
            IssuancePublicDataTest.records(set).forEach(this::change);
        }

        assertThat(variants).isGreaterThan(60_000);
        assertThat(handedOut).isGreaterThan(5_000);
    }

    private void change(CloudTrailRecord call) {
        boolean all = !Issuance.of(call).isEmpty();
        JsonNode tree = read(call);
        everyPlace(tree, () -> turn(tree.toString(), all));
    }

    /** Into all shapes where something is handed out; else into one in turn, since there are places enough. */
    private void turn(String template, boolean all) {
        List<String> shapes = all ? ODD : List.of(ODD.get(variants % ODD.size()));
        shapes.forEach(odd -> understand(template.replace("\"@odd@\"", odd)));
    }

    private void understand(String json) {
        List<Issuance> issued = Issuance.of(CloudTrailRecord.parse(json.getBytes(UTF_8)));
        variants++;
        handedOut += issued.isEmpty() ? 0 : 1;
        for (int i = 0; i < issued.size(); i++) {
            Issuance one = issued.get(i);
            assertThat(one.value()).as(json).isNotBlank().hasSizeLessThanOrEqualTo(2048);
            assertThat(one.name()).as(json).isNotBlank().hasSizeLessThanOrEqualTo(256);
            assertThat(one.account().orElse("000000000000")).as(json).matches("\\d{12}");
            assertThat(one.under().orElse(-1)).as(json).isBetween(-1, i - 1);
        }
    }

    private static void everyPlace(JsonNode node, Runnable seen) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> place(object.get(name), value -> object.set(name, value), seen));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                place(array.get(i), value -> array.set(index, value), seen);
            }
        }
    }

    private static void place(JsonNode was, Consumer<JsonNode> put, Runnable seen) {
        put.accept(PLACE);
        seen.run();
        put.accept(was);
        everyPlace(was, seen);
    }

    private static JsonNode read(CloudTrailRecord call) {
        try {
            return JSON.readTree(call.raw());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
