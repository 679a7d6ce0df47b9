package io.stakeout.containment.proof;

import java.util.Comparator;
import java.util.Objects;

import io.stakeout.incident.Lane;

/**
 * A lane in one account and region, by which a suspect was seen.
 *
 * @param account empty when the records tell none
 * @param region empty when the records tell none
 */
record Place(Lane lane, String account, String region) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::lane).thenComparing(Place::account).thenComparing(Place::region);

    Place {
        Objects.requireNonNull(lane);
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** For people. */
    String text() {
        return lane + " in " + (account.isEmpty() ? "an unknown account" : account)
                + (region.isEmpty() ? "" : ", " + region);
    }
}
