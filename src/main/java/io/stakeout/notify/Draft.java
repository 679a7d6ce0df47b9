package io.stakeout.notify;

import java.time.Duration;
import java.util.Objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A row that a channel wants in the outbox. What it is about (incident, entry) is added by {@link Outbox}.
 *
 * @param key with the channel and the target it says what is the same: a key that is there already is not written again,
 *     or, when {@code replaces}, gives its row the new body and has it delivered once more. At most 200 characters of ASCII
 * @param target the address within the channel: a mail address, a Slack channel; empty for the only one there is. At most
 *     400 characters
 * @param body what {@link Channel#deliver} gets, at most {@value #MOST_BODY} characters as ASCII JSON. Texts of suspects go in
 *     as they are; each channel escapes them when it delivers
 * @param replaces whether a row of the same key is given this body
 * @param every a replaced row isn't delivered again sooner than this after the last time
 */
public record Draft(String key, Priority priority, String target, ObjectNode body, boolean replaces, Duration every) {

    public static final int MOST_BODY = 64 * 1024;

    private static final int MOST_KEY = 200;
    private static final int MOST_TARGET = 400;

    public Draft {
        Objects.requireNonNull(priority);
        Objects.requireNonNull(body);
        Objects.requireNonNull(every);
        if (!key.matches("[\\x21-\\x7e]{1," + MOST_KEY + "}") || target.length() > MOST_TARGET) {
            throw new IllegalArgumentException("no key or target of a row: " + key + " " + target);
        }
    }

    /** What is too long is told by nobody: a channel cuts its own texts. */
    void requireBounded() {
        int length = NotifyJson.write(body).length();
        if (length > MOST_BODY) {
            throw new IllegalArgumentException("the body of row " + key + " has " + length + " characters");
        }
    }

    /** Told once. */
    public static Draft once(String key, Priority priority, String target, ObjectNode body) {
        return new Draft(key, priority, target, body, false, Duration.ZERO);
    }

    /** Keeps what was told up to date, {@code every} so often at most. */
    public static Draft edit(String key, Priority priority, String target, ObjectNode body, Duration every) {
        return new Draft(key, priority, target, body, true, every);
    }
}
