package io.stakeout.notify.news;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call of a suspect as its entry tells it, as far as it decides whether it is worth a line at once.
 *
 * @param type {@code read}, {@code write}, {@code identity} or {@code tamper}
 * @param who whose it is: the identity in the lineage, else how it signs; empty when nothing says so
 * @param identity the identity in the lineage; 0 for nobody's
 * @param address source address, where it is one and no name of a service
 */
public record Call(
        Told told,
        String type,
        String outcome,
        String who,
        long identity,
        Optional<Instant> eventTime,
        Optional<String> address) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{3,64}");

    static Optional<String> address(String text) {
        return Optional.ofNullable(text).filter(one -> ADDRESS.matcher(one).matches());
    }

    /** Whether it changed something, so that it may be the first of its caller. */
    public boolean wrote() {
        return outcome.equals("ok") && !type.equals("read");
    }

    /**
     * Why it is telling; empty when it isn't.
     *
     * @param firstWrite whether nobody has seen its caller write before
     * @param newAddress whether calls came from elsewhere so far
     * @param afterCutOff whether its caller's access is cut
     */
    public Set<Why> why(boolean firstWrite, boolean newAddress, boolean afterCutOff) {
        Set<Why> why = EnumSet.noneOf(Why.class);
        add(why, Why.AFTER_CUT_OFF, afterCutOff);
        add(why, Why.TAMPERING, type.equals("tamper"));
        add(why, Why.PRIVILEGE, type.equals("identity") && outcome.equals("ok"));
        add(why, Why.FIRST_WRITE, firstWrite);
        add(why, Why.NEW_ADDRESS, newAddress);
        return why;
    }

    private static void add(Set<Why> all, Why why, boolean holds) {
        if (holds) {
            all.add(why);
        }
    }
}
