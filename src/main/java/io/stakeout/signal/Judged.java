package io.stakeout.signal;

import java.util.Optional;

import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Severity;

/**
 * What a playbook makes of a signal.
 *
 * @param verdict whether it may open an incident, is kept only, or is known to be harmless
 * @param severity of the incident that it opens
 * @param plan how hard a plan should cut that is drafted for it
 * @param ask whether that plan asks for approval at once
 * @param why for people
 */
record Judged(
        Verdict verdict, Severity severity, Optional<Level> plan, boolean ask, Optional<String> playbook, String why) {

    enum Verdict {
        OPEN,
        RECORD,
        SUPPRESS
    }
}
