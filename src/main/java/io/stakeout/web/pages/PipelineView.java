package io.stakeout.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.ingest.StreamState;
import io.stakeout.web.pages.Pipeline.LaneStatus;

/** The pipeline in words, as of one moment. */
final class PipelineView {

    /** Beyond these the API has the rest: an organisation has thousands of accounts and regions. */
    static final int MOST_LANES = 100;

    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final long LATE_MILLIS = 10_000;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Pipeline pipeline;
    private final Instant now;

    PipelineView(Pipeline pipeline, Instant now) {
        this.pipeline = pipeline;
        this.now = now;
    }

    /** What is silent comes first: it must be found at once. */
    List<StatusView.Lane> lanes() {
        return pipeline.lanes().stream()
                .sorted(Comparator.comparing(lane -> lane.silentSince().isEmpty()))
                .limit(MOST_LANES)
                .map(this::lane)
                .toList();
    }

    private StatusView.Lane lane(LaneStatus lane) {
        Optional<String> silent = lane.silentSince()
                .map(since -> "silent since " + MINUTE.format(since) + " (" + Spans.of(seconds(since)) + ")");
        boolean heard =
                lane.newestArrivedAt().filter(at -> at.plus(QUIET).isAfter(now)).isPresent();
        return new StatusView.Lane(
                laneName(lane.lane()),
                lane.account(),
                lane.region(),
                silent.isPresent() ? "alarm" : heard ? "ok" : "muted",
                silent.orElse(heard ? "fresh" : "quiet"),
                number(lane.events()),
                lane.newestEventTime(),
                span(lane.lagP50()),
                span(lane.lagP95()),
                lane.newestArrivedAt());
    }

    StatusView.Consumer consumer() {
        StreamState.View view = pipeline.consumer();
        String level = level(view.phase());
        String refilling = view.refilling() == 0
                ? ""
                : " Reading the last 30 min of %d %s again."
                        .formatted(view.refilling(), view.refilling() == 1 ? "shard" : "shards");
        Optional<Instant> since = Optional.of(view.since()).filter(at -> view.phase() != StreamState.Phase.OFF);
        return new StatusView.Consumer(
                level, word(view.phase()), since, view.why().orElse(meaning(view.phase())) + refilling);
    }

    private static String level(StreamState.Phase phase) {
        return switch (phase) {
            case OFF -> "muted";
            case RUNNING -> "ok";
            case STARTING -> "warn";
            case WAITING, RESTARTING, STOPPED -> "alarm";
        };
    }

    private static String word(StreamState.Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static String meaning(StreamState.Phase phase) {
        return switch (phase) {
            case OFF -> "No stream is configured: what is shown came from files or a drill.";
            case STARTING -> "It has no shard yet; the first start takes up to a minute.";
            case RUNNING -> "It reads on whatever comes.";
            case WAITING -> "It waits and reads nothing on; nothing is lost.";
            case RESTARTING -> "It has failed and is started again after a pause; nothing is lost.";
            case STOPPED -> "It was told to stop. Nothing of the stream is read until it is started again.";
        };
    }

    List<StatusView.Shard> shards() {
        return pipeline.shards().stream()
                .map(shard -> new StatusView.Shard(
                        shard.id(), late(shard) ? "warn" : "ok", Spans.of(shard.millisBehind() / 1000)))
                .toList();
    }

    private static boolean late(Pipeline.Shard shard) {
        return shard.millisBehind() > LATE_MILLIS;
    }

    List<StatusView.Alarm> alarms() {
        return pipeline.alarms().stream()
                .map(alarm -> new StatusView.Alarm(alarm.at(), alarm.text(), alarm.outcome()))
                .toList();
    }

    long moreLanes() {
        return Math.max(0, pipeline.lanes().size() - MOST_LANES);
    }

    /** The worst first. */
    List<StatusView.Trouble> troubles() {
        long silent = pipeline.lanes().stream()
                .filter(lane -> lane.silentSince().isPresent())
                .count();
        long late = pipeline.shards().stream().filter(PipelineView::late).count();
        StatusView.Consumer consumer = consumer();
        return Stream.of(
                        trouble("alarm", pipeline.alarms().size(), "pipeline alarm", "pipeline alarms"),
                        Optional.of(new StatusView.Trouble(consumer.level(), "consumer " + consumer.word()))
                                .filter(one -> one.level().equals("alarm")
                                        || one.level().equals("warn")),
                        trouble("alarm", silent, "lane silent", "lanes silent"),
                        trouble("warn", late, "shard behind", "shards behind"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<StatusView.Trouble> trouble(String level, long count, String one, String many) {
        return count == 0
                ? Optional.empty()
                : Optional.of(new StatusView.Trouble(level, number(count) + " " + (count == 1 ? one : many)));
    }

    List<StatusView.Stat> stats() {
        String newest = pipeline.lanes().stream()
                .flatMap(lane -> lane.newestArrivedAt().stream())
                .max(Comparator.naturalOrder())
                .map(at -> Spans.of(seconds(at)))
                .orElse("–");
        String behind = pipeline.shards().stream()
                .map(Pipeline.Shard::millisBehind)
                .max(Comparator.naturalOrder())
                .map(millis -> Spans.of(millis / 1000))
                .orElse("–");
        Pipeline.Held held = pipeline.lookback();
        return List.of(
                new StatusView.Stat(newest, Optional.empty(), "since an event last reached us"),
                new StatusView.Stat(behind, Optional.empty(), "furthest shard behind"),
                new StatusView.Stat(
                        held.since().map(at -> Spans.of(seconds(at))).orElse("–"),
                        Optional.of("/ %s MB, %s blocks"
                                .formatted(number(Math.round(held.bytes() / 1e6)), number(held.blocks()))),
                        "lookback reaches back"));
    }

    private long seconds(Instant since) {
        return Duration.between(since, now).toSeconds();
    }

    private static String laneName(String lane) {
        return switch (lane) {
            case "CW" -> "CloudWatch Logs";
            case "EB" -> "EventBridge";
            case "CT" -> "CloudTrail files";
            case "IMPORT" -> "Imported files";
            case "BACKFILL" -> "Looked back";
            default -> lane;
        };
    }

    private static String span(Optional<Long> seconds) {
        return seconds.map(Spans::of).orElse("–");
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
