package io.stakeout.notify.slack.in;

import java.util.List;
import java.util.Optional;

import io.stakeout.Problem;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Modal;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/** Views that only tell, and how a problem is told. Pure. */
final class Modals {

    private static final String NOTE = "note";
    private static final int LONGEST_PROBLEM = 2_000;

    private Modals() {}

    /** One with a text and nothing to fill in. */
    static Modal note(Words.Marked text) {
        return new Modal(
                NOTE,
                new Words.Plain("Stakeout"),
                Optional.empty(),
                new Words.Plain("Close"),
                "",
                List.of(new Block.Section(text)));
    }

    /** One with our own words. */
    static Modal saying(String what) {
        return note(Writing.within(Limits.SECTION_TEXT).own(what).words());
    }

    static Modal problem(Problem problem) {
        return note(words(problem));
    }

    /** A problem may quote what somebody wrote. */
    static Words.Marked words(Problem problem) {
        return Writing.within(Limits.SECTION_TEXT)
                .bold(problem.title())
                .line()
                .foreign(problem.detail(), LONGEST_PROBLEM)
                .words();
    }
}
