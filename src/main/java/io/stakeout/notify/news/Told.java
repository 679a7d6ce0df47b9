package io.stakeout.notify.news;

import java.time.Instant;
import java.util.Objects;

/**
 * The entry of a room that is news.
 *
 * @param seq its number in the room
 * @param at when it was written
 * @param actor who did it; empty for a call of a suspect
 * @param text what the room says, without the actor; hostile in doubt
 */
public record Told(long seq, Instant at, String actor, String text) {
    public Told {
        Objects.requireNonNull(at);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(text);
    }
}
