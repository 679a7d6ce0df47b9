package io.stakeout.signal.finding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.watch.Suspect;

/**
 * What a detector has to say, in one shape whoever says it. Immutable; the same event gives the same signal.
 *
 * @param source who says it: the name of a source of risk scores, or EventBridge's {@code source}
 * @param id by it the same thing that is said again is known: a finding's id, not the event's
 * @param detailType {@code risk}, or EventBridge's {@code detail-type}
 * @param type what was found, in the detector's own words, for example {@code Recon:IAMUser/TorIPCaller}
 * @param score from 0 to 100; a detector's own scale is brought to it
 * @param title one line for people, as the detector wrote it: hostile text is possible
 * @param suspects whom it names, the most exact identifier first; empty when it names nobody who can be watched
 * @param nobody why it names nobody who can be watched; empty when it does
 * @param account twelve digits, where it was found
 * @param region where it was found
 * @param evidence lines for people, as the detector wrote them
 * @param observedAt when the detector saw it
 * @param count how often the detector says that it has seen it
 * @param sample whether it is an example that the detector made up: an exercise, never an attack
 * @param active whether the detector still stands by it: not archived, resolved or suppressed
 * @param startWatch whether a person asked in the detector to have it watched
 * @param owner whom the detector holds responsible for it
 * @param tags of the resource, as far as the event has them
 */
public record Signal(
        String source,
        String id,
        String detailType,
        String type,
        int score,
        String title,
        List<Suspect> suspects,
        Optional<String> nobody,
        Optional<String> account,
        Optional<String> region,
        List<String> evidence,
        Optional<Instant> observedAt,
        long count,
        boolean sample,
        boolean active,
        boolean startWatch,
        Optional<String> owner,
        Map<String, String> tags) {

    public Signal {
        Objects.requireNonNull(source);
        Objects.requireNonNull(id);
        Objects.requireNonNull(detailType);
        Objects.requireNonNull(type);
        Objects.requireNonNull(title);
        suspects = List.copyOf(suspects);
        Objects.requireNonNull(nobody);
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
        evidence = List.copyOf(evidence);
        Objects.requireNonNull(observedAt);
        Objects.requireNonNull(owner);
        tags = Map.copyOf(tags);
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException("a score is 0 to 100, not " + score);
        }
        if (suspects.isEmpty() == nobody.isEmpty()) {
            throw new IllegalArgumentException("a signal names suspects, or says why it names nobody");
        }
    }
}
