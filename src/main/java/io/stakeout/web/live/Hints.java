package io.stakeout.web.live;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.stakeout.access.AccessRevoked;
import io.stakeout.incident.HeadAnnounced;
import io.stakeout.incident.HeadMoved;
import io.stakeout.incident.WatchAnnounced;
import io.stakeout.incident.WatchChanged;

/**
 * What makes rooms look: commits of this process, and those of all that PostgreSQL announces. A lost announcement costs
 * at most a beat, since the sequence is read anyway.
 */
@ApplicationScoped
class Hints {

    private final Rooms rooms;
    private final Beat beat;

    Hints(Rooms rooms, Beat beat) {
        this.rooms = rooms;
        this.beat = beat;
    }

    void onCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) HeadMoved moved) {
        rooms.committed(moved.incident(), moved.settled() ? moved.entries() : List.of());
    }

    void onAnnouncement(@Observes HeadAnnounced announced) {
        announced.incident().ifPresentOrElse(rooms::hint, rooms::hintAll);
    }

    void onRevocation(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessRevoked revoked) {
        beat.soon();
    }

    void onRestriction(@Observes(during = TransactionPhase.AFTER_SUCCESS) WatchChanged changed) {
        beat.soon();
    }

    void onRestrictionElsewhere(@Observes WatchAnnounced announced) {
        beat.soon();
    }
}
