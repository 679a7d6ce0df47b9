package io.stakeout.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

import io.stakeout.ingest.scan.Envelope;
import io.stakeout.ingest.scan.Fault;

/** A file of one value a line. A line that is too long or not what it should be is a fault of its own. */
final class Lines {

    /** The longest line: an inflated envelope as base64. */
    private static final int MOST_LINE = Envelope.MOST_INFLATED / 3 * 4 + 4;

    private static final int KEPT_OF_A_LONG_LINE = 64 * 1024;

    private final ByteSource in;
    private final TrailFile.Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
    private boolean tooLong;

    Lines(InputStream in, TrailFile.Sink sink) {
        this.in = new ByteSource(in);
        this.sink = sink;
    }

    void readJson() throws IOException {
        while (next()) {
            if (tooLong) {
                sink.fault(Fault.inPart("line is too long", start()));
            } else if (line.size() > 0) {
                sink.envelope(stripped());
            }
        }
    }

    void readBase64() throws IOException {
        while (next()) {
            byte[] text = stripped();
            if (tooLong) {
                sink.fault(Fault.inPart("line is too long", start()));
            } else if (text.length > 0) {
                decode(text);
            }
        }
    }

    private void decode(byte[] text) {
        byte[] data;
        try {
            data = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            sink.fault(new Fault("line is neither JSON nor base64", text));
            return;
        }
        sink.envelope(data);
    }

    /** The line without blanks at its end; those before it were never taken. */
    private byte[] stripped() {
        byte[] all = line.toByteArray();
        int end = all.length;
        while (end > 0 && all[end - 1] >= 0 && all[end - 1] <= ' ') {
            end--;
        }
        return java.util.Arrays.copyOf(all, end);
    }

    private byte[] start() {
        return java.util.Arrays.copyOf(line.toByteArray(), Math.min(line.size(), KEPT_OF_A_LONG_LINE));
    }

    /** Reads the next line without its end and without blanks around it; false at the end of the file. */
    private boolean next() throws IOException {
        line.reset();
        tooLong = false;
        int b = in.read();
        if (b < 0) {
            return false;
        }
        while (b >= 0 && b != '\n') {
            take(b);
            b = in.read();
        }
        return true;
    }

    private void take(int b) {
        boolean blankAtStart = line.size() == 0 && b <= ' ';
        boolean byteOrderMark = line.size() == 0 && (b == 0xef || b == 0xbb || b == 0xbf);
        if (blankAtStart || byteOrderMark || b == '\r') {
            return;
        }
        if (line.size() >= MOST_LINE) {
            tooLong = true;
        } else {
            line.write(b);
        }
    }
}
