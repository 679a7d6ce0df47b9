package io.stakeout.cloudtrail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;

/** A copy of a document with some stretches of bytes replaced and all others as they were. */
final class Splice {

    private final byte[] source;
    private final ByteArrayOutputStream out;
    private int copied;

    Splice(byte[] source) {
        this.source = source;
        this.out = new ByteArrayOutputStream(source.length + 64);
    }

    /** Where the parser's current token begins. */
    static int begin(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    /** The offset after the parser's current token; reads a string to its end first. */
    static int end(JsonParser parser) throws IOException {
        parser.finishToken();
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    /** Stretches come in order. */
    void replace(int from, int to, byte[] replacement) {
        out.write(source, copied, from - copied);
        out.writeBytes(replacement);
        copied = to;
    }

    byte[] finish() {
        out.write(source, copied, source.length - copied);
        copied = source.length;
        return out.toByteArray();
    }
}
