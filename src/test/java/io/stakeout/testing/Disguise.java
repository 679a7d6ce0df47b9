package io.stakeout.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The recorded data with other accounts, keys and instances, of the same form and in the same relations, so that one
 * running application can be given the same attack many times and nothing of one time is known the next.
 */
public final class Disguise {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String number = String.format("%06d", NUMBER.incrementAndGet());

    /** Ids of AWS keep their prefix and their tail, which tell them apart; what is between is the disguise's. */
    public String of(String text) {
        String keys = replaced(text, "\\b(A[KSRIGN][IDOP]A)[A-Z0-9]{8}([A-Z0-9]{8})\\b", "$1DX" + number + "$2");
        String longer = replaced(
                keys, "\\b(A[KSRIGN][IDOP]A)(?!DX" + number + ")[A-Z0-9]{8}([A-Z0-9]{9})\\b", "$1DX" + number + "$2");
        String accounts = replaced(longer, "\\b\\d{6}(\\d{6})\\b", number + "$1");
        return replaced(accounts, "\\bi-0([0-9a-f]{10})[0-9a-f]{6}\\b", "i-0$1" + number);
    }

    /** The same of a payload; what isn't gzip or isn't whole stays as it is. */
    public byte[] of(byte[] payload) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(of(text).getBytes(StandardCharsets.UTF_8));
            }
            return out.toByteArray();
        } catch (IOException broken) {
            return payload;
        }
    }

    private static String replaced(String text, String what, String by) {
        return text.replaceAll(what, by);
    }
}
