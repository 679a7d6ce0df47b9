package io.stakeout.signal.finding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * One JSON object from bytes that somebody else wrote. Nesting and numbers are bounded, names are not kept: whoever may
 * write to our stream must not fill our memory.
 */
final class Document {

    static final int MAX_NESTING = 100;
    static final int MAX_DIGITS = 1_000;

    private static final JsonMapper LAST_WINS = mapper(false);
    private static final JsonMapper NO_DUPLICATES = mapper(true);

    private Document() {}

    /** Of equal keys in one object the last one wins. */
    static JsonNode lenient(byte[] utf8, int most) throws UnreadableJson {
        return read(LAST_WINS, utf8, most);
    }

    /** Equal keys in one object are refused. */
    static JsonNode strict(byte[] utf8, int most) throws UnreadableJson {
        return read(NO_DUPLICATES, utf8, most);
    }

    private static JsonNode read(JsonMapper mapper, byte[] utf8, int most) throws UnreadableJson {
        if (utf8.length > most) {
            throw new UnreadableJson("It is larger than " + most / 1024 + " KB.");
        }
        JsonNode tree = tree(mapper, text(utf8));
        if (!tree.isObject()) {
            throw new UnreadableJson("It is not a JSON object.");
        }
        return tree;
    }

    private static JsonNode tree(JsonMapper mapper, String text) throws UnreadableJson {
        try {
            return mapper.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new UnreadableJson("It is nested deeper than " + MAX_NESTING
                    + " levels, or holds a number of more than " + MAX_DIGITS + " digits.");
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the source
            throw new UnreadableJson(
                    mapper == NO_DUPLICATES ? "It is not JSON, or has a member twice." : "It is not JSON.");
        }
    }

    /** Jackson lets bad bytes pass inside strings and takes UTF-16 when it sees NULs. */
    private static String text(byte[] bytes) throws UnreadableJson {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableJson("It is not UTF-8.");
        }
    }

    private static JsonMapper mapper(boolean strict) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(MAX_DIGITS)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
