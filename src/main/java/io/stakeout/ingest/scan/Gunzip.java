package io.stakeout.ingest.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Bounded inflation: a gigabyte of zeros is a few kilobytes on the wire. */
public final class Gunzip {

    private Gunzip() {}

    public static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    /** @throws IOException when the stream is broken, ends early, fails its CRC, or holds more than {@code most} */
    public static byte[] inflate(byte[] bytes, int most) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 8_192)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, bytes.length * 8));
            byte[] buffer = new byte[16_384];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (out.size() + n > most) {
                    throw new IOException("holds more than " + most / (1024 * 1024) + " MB");
                }
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        }
    }
}
