package io.stakeout.ingest;

import java.io.IOException;
import java.io.InputStream;

/** A stream read byte by byte without a lock per byte: a file of a gigabyte is a billion calls. Not thread-safe. */
final class ByteSource {

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int next;
    private int end;

    ByteSource(InputStream in) {
        this.in = in;
    }

    /** The next byte, 0 to 255; -1 at the end. */
    int read() throws IOException {
        if (next == end) {
            end = in.read(buffer);
            next = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[next++] & 0xff;
    }
}
