package io.stakeout.notify.slack;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buttons in messages: under which action a press comes back, and what it carries. */
public final class Buttons {

    /** Opens the room by its address; carries nothing. */
    public static final String OPEN_ROOM = "open_room";

    /** Opens the dialog in which a cut is asked for; carries the id of the incident. */
    public static final String REQUEST_DISABLE = "request_disable";

    /** Agrees to a plan; carries a {@link PlanRef}. Needs a confirmation, and is refused unless it is switched on. */
    public static final String APPROVE_PLAN = "approve_plan";

    /** Opens the dialog in which the reason of a rejection is written; carries a {@link PlanRef}. */
    public static final String REJECT_PLAN = "reject_plan";

    private Buttons() {}

    /**
     * A plan exactly as it was shown.
     *
     * @param hash of what was shown: a plan that has become another one isn't approved by this
     */
    public record PlanRef(long plan, String hash) {

        private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ([0-9A-Za-z:+/=_-]{1,200})");

        public PlanRef {
            Objects.requireNonNull(hash);
        }

        /** As a button carries it. */
        public String value() {
            return plan + " " + hash;
        }

        /** What a button carried; empty when it isn't one of ours. */
        public static Optional<PlanRef> of(String value) {
            Matcher matcher = FORM.matcher(value);
            return matcher.matches()
                    ? Optional.of(new PlanRef(Long.parseLong(matcher.group(1)), matcher.group(2)))
                    : Optional.empty();
        }
    }
}
