package io.stakeout.ingest.backfill;

/** A source can't be read to its end; the message is a sentence for people. */
final class SourceFailed extends RuntimeException {

    SourceFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
