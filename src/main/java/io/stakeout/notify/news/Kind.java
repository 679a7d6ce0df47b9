package io.stakeout.notify.news;

import java.util.Locale;

/** What news are, for whoever tells them by a word. */
public enum Kind {
    OPENED(true),
    CLOSED(false),
    REOPENED(false),
    CHANGED(false),
    APPROVAL_WANTED(true),
    EXECUTED(true),
    UNDONE(true),
    PLAN(false),
    VERIFICATION_FAILED(true),
    VERIFIED(false),
    TELLING(false),
    SIGNAL(false),
    ANCHOR(false),
    TEST(true);

    private final boolean broadcast;

    Kind(boolean broadcast) {
        this.broadcast = broadcast;
    }

    /** Whether everybody is called. */
    public boolean broadcast() {
        return broadcast;
    }

    /** For example {@code approval-wanted}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
