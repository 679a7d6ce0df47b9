package io.stakeout.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row that this node has for itself until the lease ends.
 *
 * @param version of the body: when there is a newer one, this isn't the last delivery
 * @param by the claim; whoever took over later has another one
 */
record Claimed(
        long id,
        String key,
        String kind,
        Priority priority,
        Optional<Long> incident,
        Optional<Long> seq,
        String target,
        String body,
        int version,
        int attempt,
        Optional<String> reference,
        Instant since,
        String by,
        Instant until) {

    /** What a dead digest is sent again as. */
    static final String DIGEST = "digest";

    Item item(int folded, List<Item> others) {
        return new Item(
                id,
                key,
                priority,
                incident,
                seq,
                target,
                NotifyJson.read(body),
                attempt,
                reference,
                since,
                folded,
                others);
    }

    /** Whether a digest tells it too. */
    boolean line() {
        return priority == Priority.IMMEDIATE && seq.isPresent() && incident.isPresent();
    }
}
