package io.stakeout.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

import io.stakeout.Problem;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Gunzip;

/**
 * Reads any file that holds CloudTrail: {@code {"Records":[…]}} documents, one JSON value a line (records or
 * envelopes), base64 Kinesis records one a line; each gzipped or not. Streams: memory holds one record at a time.
 *
 * <p>What can't be read goes to the sink as a fault and the rest is read on; a gzip stream that breaks ends the file
 * with a fault, after all that came before it.
 */
final class TrailFile {

    private static final int LOOK_AHEAD = 64 * 1024;

    /** Takes what a file holds, in its order. May throw to stop the reading. */
    interface Sink {
        /** An envelope, as it would lie on the stream. */
        void envelope(byte[] data);

        void fault(Fault fault);
    }

    private TrailFile() {}

    /**
     * @param most bytes that the file may inflate to; beyond it a {@code TOO_LARGE} ends the reading
     */
    static void read(InputStream in, long most, Sink sink) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(in, LOOK_AHEAD);
        byte[] head = peek(raw);
        if (!Gunzip.isGzip(head)) {
            readPlain(raw, most, sink);
            return;
        }
        try (InputStream inflated = new GZIPInputStream(raw, 16_384)) {
            readPlain(new BufferedInputStream(inflated, LOOK_AHEAD), most, sink);
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            sink.fault(Fault.inPart("gzip of the file is broken or ends early; what came before is read", head));
        }
    }

    private static void readPlain(BufferedInputStream in, long most, Sink sink) throws IOException {
        Bounded bounded = new Bounded(in, most);
        byte[] head = peek(in);
        int first = firstByte(head);
        if (first < 0) {
            return;
        }
        if (head[first] != '{' && head[first] != '[') {
            new Lines(bounded, sink).readBase64();
        } else if (head[first] == '[' || wrapsRecords(head, first)) {
            new Documents(bounded, sink).read();
        } else if (oneValueALine(head)) {
            new Lines(bounded, sink).readJson();
        } else {
            new Documents(bounded, sink).read();
        }
    }

    /** {@code {"Records":[} at the start, however it is spaced. */
    private static boolean wrapsRecords(byte[] head, int first) {
        String start =
                new String(head, first, Math.min(200, head.length - first), java.nio.charset.StandardCharsets.UTF_8);
        return start.matches("(?s)\\{\\s*\"Records\"\\s*:\\s*\\[.*");
    }

    /** Whether the first line is a whole JSON object: then a broken later line is only a broken line. */
    private static boolean oneValueALine(byte[] head) {
        int end = 0;
        int last = -1;
        while (end < head.length && head[end] != '\n') {
            if (head[end] > ' ') {
                last = end;
            }
            end++;
        }
        return end == head.length || last >= 0 && head[last] == '}';
    }

    private static int firstByte(byte[] head) {
        for (int i = 0; i < head.length; i++) {
            boolean byteOrderMark = i < 3 && (head[i] & 0xff) >= 0xbb;
            if (head[i] > ' ' && !byteOrderMark) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] head = in.readNBytes(LOOK_AHEAD);
        in.reset();
        return head;
    }

    /** Counts what is read and refuses more than the bound. */
    static final class Bounded extends java.io.FilterInputStream {
        private final long most;
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            return b < 0 ? b : (int) counted(1, b);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            return n < 0 ? n : (int) counted(n, n);
        }

        private long counted(int n, long result) {
            left -= n;
            if (left < 0) {
                throw Problem.of(
                        Problem.Kind.TOO_LARGE,
                        "File too large",
                        "It holds more than " + most / (1024 * 1024) + " MB when inflated. What was read up to there"
                                + " is recorded; split the file for the rest.");
            }
            return result;
        }
    }
}
