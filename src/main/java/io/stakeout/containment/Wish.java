package io.stakeout.containment;

import java.util.Map;
import java.util.stream.Collectors;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.Text;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.Subject;

/**
 * What is asked for when a plan is drafted.
 *
 * @param chosen why identities that were merely touched are to be cut, by id
 * @param leaveOut why identities are to stay as they are, by id
 */
public record Wish(
        Level level, String reason, Map<Long, String> chosen, Map<Long, String> leaveOut, Draft.Options options) {

    /** Who leaves them out stands in the plan. */
    Map<Long, Draft.Leave> leave(Actor who) {
        return leaveOut.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> new Draft.Leave(who.name(), Text.storable(one.getValue()))));
    }

    /** Nobody is cut or left out whom the lineage doesn't have; whoever leaves out a suspect cuts somebody else. */
    void requireMet(Draft draft) {
        chosen.keySet().stream()
                .filter(id -> draft.subjects().stream().noneMatch(subject -> subject.id() == id))
                .findFirst()
                .ifPresent(id -> {
                    throw Problem.invalid(
                            "Identity unknown",
                            "targets: the lineage has no identity " + id + " that a plan could cut.");
                });
        leaveOut.keySet().stream()
                .filter(id ->
                        draft.leftOut().stream().noneMatch(one -> one.subject().id() == id))
                .findFirst()
                .ifPresent(id -> {
                    throw Problem.invalid(
                            "Identity unknown",
                            "leaveOut: the lineage has no identity " + id + " that could be left out of a plan.");
                });
        requireSomebodyLeft(draft);
    }

    private static void requireSomebodyLeft(Draft draft) {
        boolean suspect = draft.leftOut().stream().anyMatch(one -> one.subject().is(Subject.SUSPECT));
        boolean nobody = draft.level().executed()
                ? draft.steps().isEmpty()
                : draft.subjects().isEmpty();
        if (suspect && nobody) {
            throw Problem.invalid(
                    "Nobody is left",
                    "leaveOut: without these there is nobody whom this plan could cut. Nothing was drafted.");
        }
    }
}
