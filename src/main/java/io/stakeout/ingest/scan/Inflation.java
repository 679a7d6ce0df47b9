package io.stakeout.ingest.scan;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a payload in a buffer that is used again, {@link Swar#PADDING} zero bytes behind it. Understands the
 * gzip that AWS writes, one member with a plain header and a right check sum; any other is {@link Unexpected} and left
 * to {@link Gunzip}, which reads the rarer forms and says what is wrong with broken ones. Not thread-safe.
 */
public final class Inflation {

    /** A buffer beyond this is given back after use: one giant must not stay for ever. */
    private static final int MOST_KEPT = 16 * 1024 * 1024;

    private static final int USUAL = 512 * 1024;
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    /** Deflate makes no more of a byte than this. */
    private static final int MOST_RATIO = 1_032;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private byte[] buffer = new byte[USUAL];
    private int length;

    /** @throws RuntimeException when it is not understood */
    public void open(byte[] data) {
        if (Gunzip.isGzip(data)) {
            inflate(data);
        } else {
            reserve(data.length);
            System.arraycopy(data, 0, buffer, 0, data.length);
            length = data.length;
        }
        Arrays.fill(buffer, length, length + Swar.PADDING, (byte) 0);
    }

    private void inflate(byte[] data) {
        require(data.length > HEADER + TRAILER && data[2] == 8 && data[3] == 0);
        int size = littleEndian(data, data.length - 4);
        require(size >= 0 && size <= Envelope.MOST_INFLATED && size <= (long) MOST_RATIO * data.length);
        reserve(size);
        inflater.reset();
        inflater.setInput(data, HEADER, data.length - HEADER);
        length = inflated(size);
        require(length == size && inflater.finished() && inflater.getRemaining() == TRAILER);
        crc.reset();
        crc.update(buffer, 0, length);
        require((int) crc.getValue() == littleEndian(data, data.length - TRAILER));
    }

    /** One byte more than promised is asked for, so that the stream can show its end. */
    private int inflated(int size) {
        int at = 0;
        try {
            while (at <= size && !inflater.finished()) {
                int n = inflater.inflate(buffer, at, size + 1 - at);
                require(n > 0 || inflater.finished());
                at += n;
            }
        } catch (DataFormatException e) {
            throw Unexpected.HERE;
        }
        return at;
    }

    private void reserve(int size) {
        int needed = size + 1 + Swar.PADDING;
        if (buffer.length < needed) {
            buffer = new byte[Math.max(needed, Math.min(2 * buffer.length, MOST_KEPT))];
        }
    }

    /** Gives a giant buffer back. */
    public void close() {
        if (buffer.length > MOST_KEPT) {
            buffer = new byte[USUAL];
        }
    }

    /** Valid until the next {@link #open}. */
    public byte[] bytes() {
        return buffer;
    }

    public int length() {
        return length;
    }

    private static int littleEndian(byte[] data, int at) {
        return (data[at] & 0xff)
                | (data[at + 1] & 0xff) << 8
                | (data[at + 2] & 0xff) << 16
                | (data[at + 3] & 0xff) << 24;
    }

    private static void require(boolean understood) {
        if (!understood) {
            throw Unexpected.HERE;
        }
    }
}
