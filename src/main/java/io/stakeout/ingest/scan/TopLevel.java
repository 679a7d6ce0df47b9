package io.stakeout.ingest.scan;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * The members of a JSON object as slices of its bytes: enough to tell envelopes apart without building a tree. Of a
 * repeated name the first counts.
 */
public final class TopLevel {

    public static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(64 * 1024 * 1024)
                    .maxStringLength(64 * 1024 * 1024)
                    .maxNameLength(1024 * 1024)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private record Slice(int from, int to) {}

    private final byte[] bytes;
    private final Map<String, Slice> members = new HashMap<>();

    private TopLevel(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IOException when the bytes are not one JSON object */
    public static TopLevel read(byte[] bytes) throws IOException {
        TopLevel object = new TopLevel(bytes);
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                object.member(parser);
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
        }
        return object;
    }

    private void member(JsonParser parser) throws IOException {
        String name = parser.currentName();
        parser.nextToken();
        int from = begin(parser);
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        members.putIfAbsent(name, new Slice(from, to));
    }

    /** Where the current token begins. Another encoding than UTF-8 has no such place, and isn't what AWS writes. */
    public static int begin(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (from < 0) {
            throw new IOException("not UTF-8");
        }
        return from;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public Optional<byte[]> slice(String name) {
        return Optional.ofNullable(members.get(name)).map(slice -> Arrays.copyOfRange(bytes, slice.from, slice.to));
    }

    /** The member's text; empty when it is absent or no string. */
    public Optional<String> text(String name) throws IOException {
        Optional<byte[]> slice = slice(name);
        if (slice.isEmpty()) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(slice.get())) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        }
    }
}
