package io.stakeout.ingest.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonParser;

import io.stakeout.incident.Lane;

/** The records themselves, taken out of a payload: equal byte for byte to what {@link Envelope} takes out. */
final class Messages {

    private Messages() {}

    /** A record that was walked. */
    static byte[] of(Lane lane, byte[] bytes, int from, int to) {
        return lane == Lane.CW ? unescaped(bytes, from, to) : Arrays.copyOfRange(bytes, from, to);
    }

    /** The content of a JSON string whose only escapes are those of quotes and backslashes. */
    private static byte[] unescaped(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from - escapes(bytes, from, to)];
        int p = from;
        for (int i = 0; i < out.length; i++) {
            p += bytes[p] == '\\' ? 1 : 0;
            out[i] = bytes[p++];
        }
        return out;
    }

    private static int escapes(byte[] bytes, int from, int to) {
        int escapes = 0;
        for (int p = from; p < to; p++) {
            if (bytes[p] == '\\') {
                escapes++;
                p++;
            }
        }
        return escapes;
    }

    /** The content of a JSON string with any escapes, its quotes included in the range. */
    static byte[] literal(byte[] bytes, int from, int to) {
        try (JsonParser parser = TopLevel.JSON.createParser(bytes, from, to - from)) {
            parser.nextToken();
            return parser.getText().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("walked over before as a well-formed string", e);
        }
    }
}
