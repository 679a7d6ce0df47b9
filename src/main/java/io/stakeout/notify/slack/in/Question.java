package io.stakeout.notify.slack.in;

import java.util.List;
import java.util.Optional;

import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Element;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/**
 * "Was this you?", as one person gets it in a direct message. It says who asks and what they wrote, and nothing of the
 * incident. Pure.
 *
 * @param id in the database
 * @param asker the operator's name
 */
record Question(long id, String asker, String text) {

    static final String YES = "was_you_yes";
    static final String NO = "was_you_no";

    /** What is said without blocks, for example in a notification: nothing of what is asked. */
    static final String ALT = "A question from your security team";

    static final int LONGEST = 500;

    List<Block> blocks() {
        Writing says = Writing.within(Limits.SECTION_TEXT)
                .foreign(asker, 80)
                .own(" of your security team asks: was this you?")
                .line()
                .line()
                .foreign(text, LONGEST);
        Writing care = Writing.within(Limits.SECTION_TEXT)
                .own("Your answer goes to the responders and is kept. Please don't tell others of this question. If you"
                        + " doubt it, call your security team by a number that you know.");
        return List.of(
                new Block.Section(says.words()),
                new Block.Actions(List.of(button(YES, "Yes, that was me"), button(NO, "No, that was not me"))),
                Block.Context.of(care.words()));
    }

    private Element button(String action, String label) {
        return new Element.Button(
                action, Long.toString(id), new Words.Plain(label), Element.Style.USUAL, Optional.empty());
    }

    /** What stands there once it has been answered. */
    static Words.Marked answered(boolean yes) {
        return Writing.within(Limits.SECTION_TEXT)
                .own(yes ? "You said: yes, that was me." : "You said: no, that was not me.")
                .own(" Thank you. The responders have it.")
                .words();
    }
}
