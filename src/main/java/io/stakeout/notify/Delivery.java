package io.stakeout.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * How bringing something out has gone. Texts say for people why; they hold no secret, no address with a token in it, and
 * nothing that the suspect wrote.
 */
public sealed interface Delivery {

    /**
     * It is there.
     *
     * @param reference by which the remote knows it, for an edit later on; at most 400 characters
     */
    record Delivered(Optional<String> reference) implements Delivery {}

    /** Not now, and only this one; it is tried again, after a growing pause at least. Uses up an attempt. */
    record Later(Optional<Duration> pause, String why) implements Delivery {}

    /**
     * Not now, and nothing was sent: it isn't its turn, or a person has to say first that it may be told. Only this one
     * waits, and no attempt is used up, however often.
     */
    record Held(Duration pause, String why) implements Delivery {}

    /** The channel as a whole is down or wants a pause. Everything waits, and no attempt is used up. */
    record Paused(Optional<Duration> pause, String why) implements Delivery {}

    /** It will never be taken: a dead letter at once, until somebody sends it again. */
    record Refused(String why) implements Delivery {}

    static Delivery delivered() {
        return new Delivered(Optional.empty());
    }

    static Delivery delivered(String reference) {
        return new Delivered(Optional.of(reference));
    }

    static Delivery later(String why) {
        return new Later(Optional.empty(), why);
    }

    /** The pause grows by itself, up to a minute. */
    static Delivery paused(String why) {
        return new Paused(Optional.empty(), why);
    }

    /** The remote says for how long; at most an hour is believed. */
    static Delivery paused(Duration pause, String why) {
        return new Paused(Optional.of(pause), why);
    }

    static Delivery refused(String why) {
        return new Refused(why);
    }
}
