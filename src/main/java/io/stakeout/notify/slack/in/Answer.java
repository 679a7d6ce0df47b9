package io.stakeout.notify.slack.in;

import java.util.Objects;
import java.util.Optional;

/**
 * What Slack gets back within its three seconds, over HTTP as the body and over a socket as the payload.
 *
 * @param json empty when there is nothing to say but that it was received
 */
public record Answer(Optional<String> json) {

    /** Received. */
    static final Answer NOTHING = new Answer(Optional.empty());

    public Answer {
        Objects.requireNonNull(json);
    }

    static Answer of(String json) {
        return new Answer(Optional.of(json));
    }
}
