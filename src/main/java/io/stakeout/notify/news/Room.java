package io.stakeout.notify.news;

import java.util.List;
import java.util.Set;

import io.stakeout.incident.Severity;

/**
 * An incident as it is told outside: as of the transaction that tells it, or as of the delivery of a digest.
 *
 * @param title written by people, or taken from a signal: hostile in doubt
 * @param state {@code watching} or {@code closed}
 * @param suspects whom it watches, as {@code type value}, at most {@value #MOST_SUSPECTS} of them
 * @param moreSuspects how many there are beyond these
 * @param restricted whether only some may see it
 * @param readers their operator names
 */
public record Room(
        long id,
        String title,
        Severity severity,
        String state,
        List<String> suspects,
        int moreSuspects,
        boolean restricted,
        Set<String> readers) {

    public static final int MOST_SUSPECTS = 5;

    public Room {
        suspects = List.copyOf(suspects);
        readers = Set.copyOf(readers);
    }
}
