package io.stakeout.watch;

import java.util.Objects;

/** One suspect, watched for one incident. */
public record Watch(long incident, Suspect suspect) {
    public Watch {
        Objects.requireNonNull(suspect);
    }
}
