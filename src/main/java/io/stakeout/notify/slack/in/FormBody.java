package io.stakeout.notify.slack.in;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.stakeout.Problem;

/** Reads {@code application/x-www-form-urlencoded}, as Slack sends commands and interactions. Pure. */
final class FormBody {

    private static final int MOST_FIELDS = 60;

    private FormBody() {}

    /** The first value of each field. */
    static Map<String, String> read(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        String[] pairs = new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw unreadable();
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return Problem.invalid("Not understood", "The body is no form that Slack sends; nothing was done.");
    }
}
