package io.stakeout.ingest.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a record by somebody else names a watched identity: the session name of an AssumeRole by a service, the {@code
 * sharedEventID} of one by another account, {@code SwitchFrom} of a SwitchRole; see {@link
 * io.stakeout.cloudtrail.Witnessed}. Whatever is found is only looked up, so a value of that name at another place does
 * no harm. Stateless.
 */
final class Testimony {

    /** In the string that a message is. */
    static final Testimony ESCAPED = new Testimony("\\\"");

    /** In a record that stands for itself. */
    static final Testimony PLAIN = new Testimony("\"");

    private static final byte[] ASSUME_ROLE = ascii("AssumeRole");
    private static final byte[] SWITCH_ROLE = ascii("SwitchRole");
    private static final byte[] BY_SERVICE = ascii("AWSService");
    private static final byte[] BY_ACCOUNT = ascii("AWSAccount");
    private static final int LENGTH = ASSUME_ROLE.length;

    /** Told of each value. */
    @FunctionalInterface
    interface Values {
        void value(byte[] bytes, int from, int to);
    }

    private final Literal[] names;
    private final Literal colon;
    private final byte quote;

    private Testimony(String quoted) {
        this.names = new Literal[] {
            Literal.of(quoted + "roleSessionName" + quoted),
            Literal.of(quoted + "sharedEventID" + quoted),
            Literal.of(quoted + "SwitchFrom" + quoted)
        };
        this.colon = Literal.of(":" + quoted);
        this.quote = (byte) quoted.charAt(0);
    }

    /** Whether the current record may be such a one. */
    static boolean given(byte[] bytes, Sightings current) {
        int name = current.from(Field.EVENT_NAME);
        if (current.to(Field.EVENT_NAME) - name != LENGTH) {
            return false;
        }
        if (is(SWITCH_ROLE, bytes, name)) {
            return true;
        }
        int type = current.from(Field.TYPE);
        boolean other = current.to(Field.TYPE) - type == BY_SERVICE.length
                && (is(BY_SERVICE, bytes, type) || is(BY_ACCOUNT, bytes, type));
        return other && is(ASSUME_ROLE, bytes, name);
    }

    private static boolean is(byte[] word, byte[] bytes, int at) {
        return Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
    }

    /** Tells the plain strings that have such a name between the two places. */
    void values(byte[] bytes, int from, int end, Values values) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == quote) {
                for (Literal name : names) {
                    if (name.at(bytes, at)) {
                        value(bytes, at + name.length(), values);
                    }
                }
            }
        }
    }

    /** A value with escapes is for the full parser. */
    private void value(byte[] bytes, int at, Values values) {
        if (!colon.at(bytes, at)) {
            return;
        }
        int from = at + colon.length();
        int to = Swar.stop(bytes, from);
        if (bytes[to] != quote || quote == '\\' && Swar.pair(bytes, to) != JsonText.ESCAPED_QUOTE) {
            throw Unexpected.HERE;
        }
        values.value(bytes, from, to);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
