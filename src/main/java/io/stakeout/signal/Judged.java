package io.stakeout.signal;

import java.util.List;
import java.util.Optional;

import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Severity;
import io.stakeout.signal.team.Routing;
import io.stakeout.watch.Follow;

/**
 * What a playbook makes of a signal.
 *
 * @param verdict whether it may open an incident, is kept only, or is known to be harmless
 * @param severity of the incident that it opens
 * @param title of that incident
 * @param follow how far that incident's watch goes
 * @param plan how hard a plan should cut that is drafted for it
 * @param auto the SHA-256 of the playbook that lets that plan go on without a person; empty when a person decides
 * @param why for people
 * @param checklist what people are asked to do
 * @param routing whose it is, when a playbook wants somebody told
 */
record Judged(
        Verdict verdict,
        Severity severity,
        String title,
        Follow follow,
        Optional<Level> plan,
        Optional<String> auto,
        Optional<String> playbook,
        String why,
        List<String> checklist,
        Optional<Routing> routing) {

    enum Verdict {
        OPEN,
        RECORD,
        SUPPRESS
    }

    /** Whose it is, and why, for people. */
    Optional<String> team() {
        return routing.flatMap(to -> to.team().map(team -> team.name() + ": " + to.reason()));
    }
}
