package io.stakeout.incident;

import java.time.Instant;

import io.stakeout.cloudtrail.CloudTrailRecord;

/**
 * Who has to know of certain calls, whoever makes them and whether or not they belong to a suspect. Asked for each record
 * that arrives live and is parsed: the calls of those who are watched, and the writes that
 * {@code ingest.scan.WatchedCalls} names. Implementations are thread-safe; lanes ask at the same time.
 */
public interface CallWitness {

    /** Whether the call is to be recorded. Touches no database, and is quick. */
    boolean concerns(CloudTrailRecord record);

    /**
     * Writes down what it means, in a transaction of its own; once for each event, however often it is told.
     *
     * @throws RecordingFailed when the database refused; nothing of it is kept, and telling it again is harmless
     */
    void record(CloudTrailRecord record, Lane lane, Instant arrivedAt);
}
