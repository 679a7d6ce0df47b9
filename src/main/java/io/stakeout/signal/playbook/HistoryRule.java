package io.stakeout.signal.playbook;

import java.util.Map;
import java.util.Optional;

import io.stakeout.incident.Verdict;

/**
 * What earlier verdicts on the same principal and pattern change.
 *
 * @param requireNo with an earlier verdict of this kind nothing is executed without a person
 * @param quietenAfter with so many earlier verdicts of a kind the signal is only recorded, unless one was malicious
 */
public record HistoryRule(Optional<Verdict> requireNo, Map<Verdict, Integer> quietenAfter) {

    static final HistoryRule NONE = new HistoryRule(Optional.empty(), Map.of());

    public HistoryRule {
        quietenAfter = Map.copyOf(quietenAfter);
    }

    /** Why a person has to decide; empty when history doesn't ask for one. */
    Optional<String> wantsAPerson(History history) {
        return requireNo
                .filter(verdict -> history.of(verdict) > 0)
                .map(verdict -> "an earlier verdict was " + verdict.id() + " (" + history.of(verdict) + ")");
    }

    Optional<Quietened> quietens(History history) {
        if (history.of(Verdict.MALICIOUS) > 0) {
            return Optional.empty();
        }
        return quietenAfter.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(one -> history.of(one.getKey()) >= one.getValue())
                .map(one -> new Quietened(
                        one.getKey(),
                        history.of(one.getKey()),
                        "only recorded: " + history.of(one.getKey()) + " earlier verdicts were "
                                + one.getKey().id() + ", " + one.getValue() + " quieten it, and none was malicious"))
                .findFirst();
    }
}
