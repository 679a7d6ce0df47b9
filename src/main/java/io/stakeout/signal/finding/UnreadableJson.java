package io.stakeout.signal.finding;

/** Bytes that are not the JSON that was expected. The message is for people and never quotes them. */
final class UnreadableJson extends Exception {

    UnreadableJson(String reason) {
        super(reason);
    }
}
