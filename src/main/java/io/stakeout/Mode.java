package io.stakeout;

/**
 * How this process was started. Everything that must differ between production and rehearsal asks here: drill and
 * replay keep their own data directory, know the drill accounts (drill only) and can make no AWS client that leaves
 * loopback.
 */
public enum Mode {
    SERVE,
    DRILL,
    REPLAY;

    /** Whether this process rehearses: recorded or simulated data, never a real AWS account. */
    public boolean rehearsal() {
        return this != SERVE;
    }

    public boolean drill() {
        return this == DRILL;
    }
}
