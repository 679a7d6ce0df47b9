package io.stakeout.incident;

import java.time.Instant;
import java.util.Objects;

import io.stakeout.cloudtrail.Classification;
import io.stakeout.cloudtrail.Classifier;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Sentence;
import io.stakeout.cloudtrail.Sentences;

/**
 * One call of a suspect: the record that says so, what it means, and how it reached us. The same for every incident
 * that it belongs to.
 *
 * @param arrivedAt when it reached Stakeout
 */
public record Activity(
        CloudTrailRecord record, Classification classification, Sentence sentence, Lane lane, Instant arrivedAt) {

    public Activity {
        Objects.requireNonNull(record);
        Objects.requireNonNull(classification);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(lane);
        Objects.requireNonNull(arrivedAt);
    }

    public static Activity of(CloudTrailRecord record, Lane lane, Instant arrivedAt) {
        Classification classification = Classifier.shipped().classify(record);
        Sentence sentence = Sentences.of(record, classification.outcome());
        return new Activity(record, classification, sentence, lane, arrivedAt);
    }

    public String eventId() {
        return record.eventId();
    }
}
