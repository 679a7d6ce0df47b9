package io.stakeout.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import io.stakeout.ingest.scan.Envelope;
import io.stakeout.ingest.scan.Fault;

/**
 * A file of JSON documents that may span lines: {@code {"Records":[…]}}, a list, or documents one after the other.
 * Cuts it into objects by counting braces outside strings, so that a file of a gigabyte needs the memory of one
 * record. A record whose braces and quotes are in pairs damages only itself; one that has lost a quote takes its
 * neighbours with it into quarantine.
 */
final class Documents {

    private static final int KEPT_OF_A_FAULT = 64 * 1024;

    private final ByteSource in;
    private final TrailFile.Sink sink;
    private final ByteArrayOutputStream object = new ByteArrayOutputStream(4_096);
    private int depth;
    private int start = 1;
    private boolean inString;
    private boolean escaped;
    private boolean tooLong;

    Documents(InputStream in, TrailFile.Sink sink) {
        this.in = new ByteSource(in);
        this.sink = sink;
    }

    void read() throws IOException {
        for (int b = in.read(); b >= 0; b = in.read()) {
            take(b);
        }
        if (object.size() > 0) {
            sink.fault(Fault.inPart("the file ends inside a record", kept()));
        }
    }

    private void take(int b) {
        if (depth >= start) {
            append(b);
        }
        if (inString) {
            inside(b);
        } else if (b == '"') {
            inString = true;
        } else if (b == '{') {
            open(b);
        } else if (b == '}') {
            close();
        } else if (b == '[' && wrapper()) {
            unwrap();
        }
    }

    private void inside(int b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
        }
    }

    private void open(int b) {
        depth++;
        if (depth == start) {
            append(b);
        }
    }

    private void close() {
        if (depth == start) {
            emit();
        }
        depth = Math.max(0, depth - 1);
        if (depth == 0) {
            start = 1;
        }
    }

    /** Whether what is open so far is just {@code {"Records":}. */
    private boolean wrapper() {
        return depth == 1
                && start == 1
                && object.size() < 64
                && object.toString(java.nio.charset.StandardCharsets.UTF_8)
                        .matches("(?s)\\{\\s*\"Records\"\\s*:\\s*\\[");
    }

    /** The objects inside are the records; what follows the list is skipped with the wrapper. */
    private void unwrap() {
        object.reset();
        start = 2;
    }

    private void append(int b) {
        if (object.size() >= Envelope.MOST_INFLATED) {
            tooLong = true;
        } else {
            object.write(b);
        }
    }

    private void emit() {
        if (tooLong) {
            sink.fault(Fault.inPart("a record is too long", kept()));
        } else {
            sink.envelope(object.toByteArray());
        }
        object.reset();
        tooLong = false;
    }

    private byte[] kept() {
        byte[] all = object.toByteArray();
        return java.util.Arrays.copyOf(all, Math.min(all.length, KEPT_OF_A_FAULT));
    }
}
