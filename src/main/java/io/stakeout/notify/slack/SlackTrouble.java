package io.stakeout.notify.slack;

import java.time.Duration;

/**
 * Why a call of Slack's has not done what it should. What its message says is for people: what is wrong, and what to do.
 */
public abstract sealed class SlackTrouble extends RuntimeException {

    private SlackTrouble(String message, Throwable cause) {
        super(message, cause);
    }

    /** It wasn't our turn yet; nothing was sent. */
    public static final class NotYet extends SlackTrouble {
        private final Duration wait;

        NotYet(SlackMethod method, Duration wait) {
            super("It isn't the turn of " + method.method() + " yet.", null);
            this.wait = wait;
        }

        public Duration waiting() {
            return wait;
        }
    }

    /** Slack asked us to slow down: nothing was done, and nothing is to be sent before the time is over. */
    public static final class Limited extends SlackTrouble {
        private final Duration wait;

        Limited(SlackMethod method, Duration wait) {
            super(
                    "Slack asked us to slow down (" + method.method() + ") and takes no call for " + wait.toSeconds()
                            + " s. Counting goes on; the next digest covers everything.",
                    null);
            this.wait = wait;
        }

        public Duration waiting() {
            return wait;
        }
    }

    /** No answer, or none that can be read: whether it was done isn't known. */
    public static final class Down extends SlackTrouble {
        Down(SlackMethod method, String what, Throwable cause) {
            super("Slack doesn't answer (" + method.method() + ": " + what + "). It is tried again by itself.", cause);
        }
    }

    /** Slack has said no; the same call again will be refused again. */
    public static final class Refused extends SlackTrouble {
        private final SlackError error;

        Refused(SlackError error) {
            super(error.sentence(), null);
            this.error = error;
        }

        public SlackError error() {
            return error;
        }
    }
}
