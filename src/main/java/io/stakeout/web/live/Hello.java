package io.stakeout.web.live;

import java.io.IOException;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The only thing that a browser may say: {@code {"type":"hello","afterSeq":n}}. */
final class Hello {

    static final int MOST_CHARS = 4_096;

    private static final ObjectReader JSON =
            new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Hello() {}

    /** The sequence number after which the browser wants entries; empty when the text is no hello. */
    static OptionalLong afterSeq(String text) {
        if (text.length() > MOST_CHARS) {
            return OptionalLong.empty();
        }
        try {
            JsonNode node = JSON.readTree(text);
            JsonNode after = node.path("afterSeq");
            boolean hello = node.path("type").asText().equals("hello");
            boolean number = after.isIntegralNumber() && after.canConvertToLong() && after.asLong() >= 0;
            return hello && number ? OptionalLong.of(after.asLong()) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
