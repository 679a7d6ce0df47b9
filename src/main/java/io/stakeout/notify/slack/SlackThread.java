package io.stakeout.notify.slack;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where an incident is told, as it is kept.
 *
 * @param token in the keys of its messages
 * @param channelName of a channel of its own, from before it is made; empty in the team's channel
 * @param rootTried whether a root message may have been posted although none is known
 * @param invited Slack users that were invited once
 * @param held Slack users because of whom something is held back
 * @param confirmed Slack users of whom a person has said that they may read it
 */
record SlackThread(
        long incident,
        String token,
        Optional<String> channelName,
        Optional<String> channel,
        Optional<String> root,
        boolean rootTried,
        Optional<Instant> rootEditedAt,
        Set<String> invited,
        Set<String> held,
        Optional<String> heldWhy,
        Optional<Instant> heldSince,
        Set<String> confirmed,
        Optional<String> confirmedBy,
        Optional<Instant> confirmedAt,
        Instant createdAt) {

    SlackThread {
        invited = Set.copyOf(invited);
        held = Set.copyOf(held);
        confirmed = Set.copyOf(confirmed);
    }

    /** Of the root message: the same however often it is tried. */
    String rootKey() {
        return "root:" + incident + ":" + token;
    }
}
