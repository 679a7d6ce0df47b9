package io.stakeout.notify.slack;

import java.time.Duration;

/** Nothing may be told yet; why, for people. Nothing was sent. */
final class HeldBack extends RuntimeException {

    private final Duration pause;

    HeldBack(Duration pause, String why) {
        super(why);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
