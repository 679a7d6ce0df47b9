package io.stakeout.containment.plan;

import java.util.List;
import java.util.Objects;

/**
 * One write to AWS, and what an approver has to know of it.
 *
 * @param title what it does, for people
 * @param call the call that AWS gets, for example {@code iam:PutRolePolicy}
 * @param identities whose access it cuts, by their ids in the incident's lineage
 * @param renewal whether it writes the cut-off once more when changes have spread, because sessions that were minted in
 *     between would escape
 * @param stops what it stops, {@code doesNotStop} what it doesn't, {@code sideEffect} whom else it hits, {@code notices}
 *     what the suspect can see of it, {@code undo} how it is taken back
 * @param reversible whether undoing it restores what was there
 */
public record Step(
        String title,
        String call,
        Slot slot,
        Change change,
        List<Long> identities,
        boolean renewal,
        String stops,
        String doesNotStop,
        String sideEffect,
        String notices,
        String undo,
        boolean reversible) {
    public Step {
        Objects.requireNonNull(title);
        Objects.requireNonNull(call);
        Objects.requireNonNull(slot);
        Objects.requireNonNull(change);
        identities = List.copyOf(identities);
    }
}
