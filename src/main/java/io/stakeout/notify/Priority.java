package io.stakeout.notify;

/** In which order a channel's rows are delivered; those of one priority as they fall due. */
public enum Priority {
    /** Everybody is called: opened, approval wanted, executed, verification failed, undone. Never folded. */
    BROADCAST,
    /** One line at once, folded when too many wait: what it tells is in the next digest too. */
    IMMEDIATE,
    /** What stands there already is changed. */
    EDIT,
    /** What has time. */
    STREAM;

    int number() {
        return ordinal();
    }

    static Priority of(int number) {
        return values()[number];
    }
}
