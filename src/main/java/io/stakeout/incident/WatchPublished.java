package io.stakeout.incident;

import java.util.Objects;

import io.stakeout.watch.Watchlist;

/**
 * Fired once a watchlist that differs from the one before can be seen by everybody in this process, on whichever thread
 * read it. Observers hand over to a thread of their own: the caller may be a lane.
 */
public record WatchPublished(Watchlist now) {
    public WatchPublished {
        Objects.requireNonNull(now);
    }
}
