package io.stakeout.notify.slack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an incident stands in Slack, for people.
 *
 * @param channel its id in Slack
 * @param told whether its root message stands there
 * @param heldBecauseOf Slack users because of whom nothing is told
 * @param held why nothing is told, and what to do
 * @param releasedBy who has said that it may be told all the same
 */
public record SlackState(
        Optional<String> channel,
        Optional<String> channelName,
        boolean told,
        List<String> heldBecauseOf,
        Optional<String> held,
        Optional<Instant> heldSince,
        Optional<String> releasedBy,
        Optional<Instant> releasedAt) {

    static SlackState of(SlackThread thread) {
        return new SlackState(
                thread.channel(),
                thread.channelName(),
                thread.root().isPresent(),
                thread.held().stream().sorted().toList(),
                thread.heldWhy(),
                thread.heldSince(),
                thread.confirmedBy(),
                thread.confirmedAt());
    }
}
