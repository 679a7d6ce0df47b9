package io.stakeout.drill.cloud;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Percent-encoding as AWS's signatures want it (RFC 3986: a blank is {@code %20}, never a plus). */
public final class UriText {

    private static final String UNRESERVED = "-_.~";
    private static final String HEX = "0123456789ABCDEF";

    private UriText() {}

    public static String encode(String text) {
        return encode(text, false);
    }

    /** Encodes all but slashes. */
    static String encodePath(String path) {
        return encode(path, true);
    }

    private static String encode(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || keepSlashes && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    /** Decodes percent signs; a malformed one stays as it is. In a form a plus is a blank. */
    public static String decode(String text, boolean form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(form && in[i] == '+' ? ' ' : in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Names and values of a query or form, decoded, in order. */
    public static List<Map.Entry<String, String>> pairs(String text, boolean form) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(Map.entry(decode(name, form), decode(value, form)));
            }
        }
        return pairs;
    }

    static String canonicalQuery(String query) {
        return pairs(query, false).stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
