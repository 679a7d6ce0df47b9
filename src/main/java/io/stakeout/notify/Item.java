package io.stakeout.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A row of the outbox on its way: what the {@link Draft} said, and what has become of it so far.
 *
 * @param id of the row
 * @param incident whose room it is about, where it is about one
 * @param seq number of the entry that it tells, where it tells one
 * @param body what the draft said
 * @param attempt from 1; above it the remote may have it already, under the same key
 * @param reference what the remote gave back when a former body of this row was delivered: then it is an edit
 * @param since when it was written
 * @param folded how many lines wait no more since this one stands for them
 * @param others of a channel that bundles: rows of the same target that have waited too long, oldest first; what becomes of
 *     this one becomes of them
 */
public record Item(
        long id,
        String key,
        Priority priority,
        Optional<Long> incident,
        Optional<Long> seq,
        String target,
        JsonNode body,
        int attempt,
        Optional<String> reference,
        Instant since,
        int folded,
        List<Item> others) {

    public Item {
        others = List.copyOf(others);
    }
}
