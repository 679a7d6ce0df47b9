package io.stakeout.signal.playbook;

import java.util.List;
import java.util.Optional;

import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Severity;
import io.stakeout.signal.finding.Signal;
import io.stakeout.watch.Follow;

/**
 * What a playbook does.
 *
 * @param record whether the signal is kept; it always is when something else is done
 * @param open whether an incident is opened or joined, and how
 * @param watch how far the watch of a new incident goes
 * @param notice who is told; empty for nobody
 * @param checklist what people are asked to do
 * @param draft the level of a plan that is drafted for people to look at
 * @param auto the level that may be executed without a person, if {@link AutoRule} permits it
 * @param history what earlier verdicts change
 */
public record Then(
        boolean record,
        Optional<Opening> open,
        Follow watch,
        Optional<Notice> notice,
        List<String> checklist,
        Optional<Level> draft,
        Optional<Level> auto,
        HistoryRule history) {

    public Then {
        checklist = List.copyOf(checklist);
    }

    /** @param severity empty for: from the score */
    public record Opening(Title title, Optional<Severity> severity) {

        private static final int CRITICAL = 90;
        private static final int HIGH = 70;
        private static final int MEDIUM = 40;

        /** The one that is named, or from the score: low, from 40 medium, from 70 high, from 90 critical. */
        public Severity severity(Signal signal) {
            return severity.orElseGet(() -> of(signal.score()));
        }

        private static Severity of(int score) {
            if (score >= CRITICAL) {
                return Severity.CRITICAL;
            }
            return score >= HIGH ? Severity.HIGH : score >= MEDIUM ? Severity.MEDIUM : Severity.LOW;
        }
    }

    /** @param team by its name; empty for whoever owns what the signal is about */
    public record Notice(Optional<String> team) {}
}
