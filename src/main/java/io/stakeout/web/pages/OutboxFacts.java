package io.stakeout.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.stakeout.notify.OutboxView;

/** The outbox in words, as of one moment; nothing where no channel is configured. */
final class OutboxFacts {

    private final List<OutboxView.ChannelView> channels;
    private final Instant now;

    OutboxFacts(List<OutboxView.ChannelView> channels, Instant now) {
        this.channels = channels;
        this.now = now;
    }

    /** Anchors first: what isn't kept elsewhere proves nothing. */
    List<StatusView.Trouble> troubles() {
        List<StatusView.Trouble> all = new ArrayList<>();
        add(
                all,
                "alarm",
                sum(OutboxView.ChannelView::deadAnchors),
                "audit anchor not taken",
                "audit anchors not taken");
        add(all, "warn", sum(OutboxView.ChannelView::dead), "dead letter", "dead letters");
        long paused =
                channels.stream().filter(one -> one.pausedSince().isPresent()).count();
        add(all, "warn", paused, "channel paused", "channels paused");
        return all;
    }

    private static void add(List<StatusView.Trouble> all, String level, long count, String one, String many) {
        if (count > 0) {
            all.add(new StatusView.Trouble(level, PipelineView.number(count) + " " + (count == 1 ? one : many)));
        }
    }

    private long sum(java.util.function.ToLongFunction<OutboxView.ChannelView> number) {
        return channels.stream().mapToLong(number).sum();
    }

    List<StatusView.Stat> stats() {
        if (channels.isEmpty()) {
            return List.of();
        }
        Optional<String> age = channels.stream()
                .flatMap(one -> one.oldest().stream())
                .min(Comparator.naturalOrder())
                .map(since -> "oldest " + Spans.of(Duration.between(since, now).toSeconds()));
        return List.of(new StatusView.Stat(
                PipelineView.number(sum(OutboxView.ChannelView::waiting)), age, "waiting in the outbox"));
    }
}
