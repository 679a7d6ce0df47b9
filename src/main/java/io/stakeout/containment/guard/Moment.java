package io.stakeout.containment.guard;

import java.util.Locale;

/** When guardrails run; all of them, each time. */
public enum Moment {
    DRAFTED,
    APPROVAL,
    EXECUTION;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
