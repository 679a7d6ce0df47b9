package io.stakeout.ingest;

import java.time.Instant;
import java.util.Optional;

import io.stakeout.incident.RecordingFailed;

/**
 * Who listens for events that are no CloudTrail records: findings, and whatever else rides on the stream. Asked once an
 * event that arrives live, by the thread of its lane, before the batch counts as recorded. Implementations are
 * thread-safe; lanes tell at the same time.
 */
public interface FindingIntake {

    /**
     * Writes down what an event says, in a transaction of its own; once, however often it is told.
     *
     * @param event one EventBridge event, UTF-8 JSON, as it came
     * @param arrivedAt when it reached us
     * @return why it can't be read, so that its bytes are kept in quarantine; empty when it is written down
     * @throws RecordingFailed when the database refused; nothing of it is kept, and telling it again is harmless
     */
    Optional<String> finding(byte[] event, Instant arrivedAt);
}
