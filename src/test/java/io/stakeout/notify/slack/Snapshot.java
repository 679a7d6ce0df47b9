package io.stakeout.notify.slack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what is rendered with the file of that name beside this package's resources. What differs is written to {@code
 * target/slack}, to be looked at and, if it is right, copied.
 */
final class Snapshot {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Snapshot() {}

    static void matches(String name, Message message) {
        JsonNode blocks = tree(message.blocksJson());
        assertThat(BlockRules.ofMessage(blocks))
                .as("what Slack would refuse of " + name)
                .isEmpty();
        matches(name, JSON.createObjectNode().put("text", message.text()).set("blocks", blocks));
    }

    private static void matches(String name, JsonNode rendered) {
        String actual = pretty(rendered);
        String expected = read(name);
        if (!actual.equals(expected)) {
            write(name, actual);
        }
        assertThat(actual)
                .as(name + ".json, what is rendered is in target/slack")
                .isEqualTo(expected);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static String pretty(JsonNode node) {
        try {
            return JSON.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(String name) {
        try (InputStream file = Snapshot.class.getResourceAsStream(name + ".json")) {
            return file == null ? "" : new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String name, String text) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "slack"));
            Files.writeString(directory.resolve(name + ".json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
