package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.stakeout.ingest.scan.Field;
import io.stakeout.ingest.scan.Sighting;

/** Reading the fields of a {@link Sighting}. */
final class Bytes {

    private Bytes() {}

    static boolean equal(Sighting event, Field field, byte[] text) {
        return Arrays.equals(text, 0, text.length, event.bytes(), event.from(field), event.to(field));
    }

    static byte[] copy(Sighting event, Field field) {
        return Arrays.copyOfRange(event.bytes(), event.from(field), event.to(field));
    }

    /** Empty when absent. */
    static String text(Sighting event, Field field) {
        return text(event.bytes(), event.from(field), event.to(field));
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
