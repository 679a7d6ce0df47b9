package io.stakeout.signal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signal as people and scripts see it.
 *
 * @param way {@code risk} or {@code event}
 * @param speaker who is held to account for it
 * @param signalId what its source calls it
 * @param suspects whom it names, as {@code type value}
 * @param nobody why it names nobody
 * @param trust {@code signed}, {@code reread} or {@code stream}
 * @param count how often it was told, deliveries of the same words not counted
 * @param incident in whose room it is, or because of which closed one it was suppressed
 * @param verdict of that incident
 * @param plan drafted for it
 */
public record SignalView(
        long id,
        String way,
        String speaker,
        String source,
        String signalId,
        String detailType,
        String type,
        int score,
        String title,
        Optional<String> account,
        Optional<String> region,
        List<String> suspects,
        Optional<String> nobody,
        List<String> evidence,
        Optional<String> owner,
        boolean sample,
        boolean active,
        Optional<Instant> observedAt,
        String trust,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        Outcome outcome,
        Optional<Long> incident,
        Optional<String> verdict,
        Optional<String> playbook,
        String why,
        Optional<Long> plan) {}
