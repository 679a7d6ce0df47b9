package io.stakeout.cloudtrail;

/**
 * Bytes that are no CloudTrail record: not UTF-8, not one JSON object, or nested beyond what is walked. Permanent: the
 * same bytes fail again, so the caller quarantines them. The message is written for people and never carries content.
 */
public class UnreadableRecordException extends RuntimeException {

    UnreadableRecordException(String message) {
        super(message);
    }
}
