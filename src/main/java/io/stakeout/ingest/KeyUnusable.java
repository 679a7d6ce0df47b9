package io.stakeout.ingest;

/** The key of the quarantine can't be read, or isn't the one that sealed these bytes. The message says what to do. */
final class KeyUnusable extends RuntimeException {

    KeyUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
