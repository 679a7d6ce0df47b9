package io.stakeout.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.stakeout.incident.Activity;
import io.stakeout.incident.EntryLog;
import io.stakeout.incident.Matched;
import io.stakeout.incident.Recording;
import io.stakeout.incident.RecordingFailed;

/**
 * Matched activities that are not in the database yet, in their order. Each slice leaves it with its commit, so that
 * after a failure the writing goes on where it stopped. Not thread-safe.
 */
final class Backlog {

    private final Function<List<Matched>, Recording> log;
    private final List<Matched> waiting = new ArrayList<>();

    /** @param log writes a slice in one transaction, see {@link EntryLog#record} */
    Backlog(Function<List<Matched>, Recording> log) {
        this.log = log;
    }

    void add(Matched matched) {
        waiting.add(matched);
    }

    int size() {
        return waiting.size();
    }

    /**
     * Writes all, in slices of one transaction each. A value that the database refuses is found by halving the slice,
     * and the others are recorded.
     *
     * @param recorded told what came of each slice
     * @param refused told of each activity that the database doesn't take; it has left the backlog
     * @throws RecordingFailed when the database doesn't answer; what is not written yet is still here
     */
    void write(Consumer<Recording> recorded, Consumer<Activity> refused) {
        int most = EntryLog.MOST_PER_TRANSACTION;
        while (!waiting.isEmpty()) {
            List<Matched> slice = waiting.subList(0, Math.min(most, EntryLog.fitting(waiting)));
            try {
                recorded.accept(log.apply(List.copyOf(slice)));
                slice.clear();
                most = Math.min(EntryLog.MOST_PER_TRANSACTION, most * 2);
            } catch (RecordingFailed e) {
                if (!e.dataRefused()) {
                    throw e;
                }
                if (slice.size() == 1) {
                    refused.accept(slice.remove(0).activity());
                }
                most = Math.max(1, slice.size() / 2);
            }
        }
    }
}
