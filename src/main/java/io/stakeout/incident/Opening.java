package io.stakeout.incident;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.stakeout.Problem;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

/**
 * What is needed to open an incident.
 *
 * @param origin what opens it: {@code person}, {@code signal}, {@code drill} or {@code replay}
 * @param restrictedTo names of the only operators that may see it; empty for everybody
 */
public record Opening(
        String title,
        Severity severity,
        Follow follow,
        List<Suspect> suspects,
        Set<String> restrictedTo,
        String origin) {

    /** So many suspects open an incident at most. */
    public static final int MOST_SUSPECTS = 100;

    public Opening {
        title = Titles.checked(title);
        suspects = List.copyOf(new LinkedHashSet<>(suspects));
        restrictedTo = Set.copyOf(restrictedTo);
        if (suspects.isEmpty()) {
            throw Problem.invalid(
                    "Suspect missing", "Name at least one suspect: without one there is nothing to watch.");
        }
        if (suspects.size() > MOST_SUSPECTS) {
            throw Problem.invalid(
                    "Too many suspects", "At most " + MOST_SUSPECTS + " suspects open an incident; add others to it.");
        }
    }
}
