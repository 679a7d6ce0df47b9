package io.stakeout.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The outbox as people and scripts see it.
 *
 * @param channels those that are configured, by name
 * @param dead the newest dead letters, newest first
 */
public record OutboxView(List<ChannelView> channels, List<DeadView> dead) {

    /**
     * One channel, of all nodes.
     *
     * @param waiting rows that aren't told yet
     * @param entries of rooms' logs that its digests haven't told yet
     * @param oldest since when the oldest of either waits
     * @param dead letters that nobody takes any more; {@code deadAnchors} of them are anchors of the audit
     * @param withheld rows of restricted incidents that it wasn't told
     * @param pausedUntil until when nothing is sent there
     * @param pausedSince since when it has taken nothing
     * @param why it is paused
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ChannelView(
            String channel,
            long waiting,
            long entries,
            Optional<Instant> oldest,
            long dead,
            long deadAnchors,
            long withheld,
            Optional<Instant> pausedUntil,
            Optional<Instant> pausedSince,
            Optional<String> why) {}

    /**
     * A dead letter.
     *
     * @param target and {@code incident} and {@code body} only for who may see the incident
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record DeadView(
            String id,
            String channel,
            String kind,
            Optional<String> incident,
            Optional<String> target,
            int attempts,
            String why,
            Instant since,
            Optional<JsonNode> body) {}
}
