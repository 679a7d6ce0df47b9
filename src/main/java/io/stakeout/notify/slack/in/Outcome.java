package io.stakeout.notify.slack.in;

import java.util.Map;

import io.stakeout.cloudtrail.Text;
import io.stakeout.notify.slack.block.Modal;
import io.stakeout.notify.slack.block.Words;

/** What the person who did something gets to see of it, and nobody else. */
sealed interface Outcome {

    /** Nothing more than is seen already. */
    Outcome QUIET = new Quiet();

    record Quiet() implements Outcome {}

    /** A message that only the person sees. */
    record Told(Words.Marked text) implements Outcome {}

    /** The message in which the button was says this from now on. */
    record Replaced(Words.Marked text) implements Outcome {}

    /** What was filled in can't be taken, by the block of an input: Slack shows it there, as plain text. */
    record Wrong(Map<String, String> errors) implements Outcome {

        private static final int LONGEST = 500;

        public Wrong {
            errors = Map.copyOf(errors);
        }

        static Wrong at(String block, String why) {
            return new Wrong(Map.of(block, Text.shown(why, LONGEST)));
        }
    }

    /** Another view takes the place of the one at hand. */
    record Shown(Modal view) implements Outcome {}
}
