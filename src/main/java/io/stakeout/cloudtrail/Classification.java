package io.stakeout.cloudtrail;

import java.util.Objects;

/** What a call tried, how it ended, how telling it is: three independent facts. */
public record Classification(ActivityClass activityClass, Outcome outcome, Risk risk) {

    public Classification {
        Objects.requireNonNull(activityClass);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(risk);
    }
}
