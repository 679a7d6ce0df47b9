package io.stakeout.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.incident.Alarms;
import io.stakeout.ingest.LaneMarks;
import io.stakeout.ingest.StreamState;
import io.stakeout.notify.OutboxView;
import io.stakeout.notify.slack.in.InboundState;
import io.stakeout.watch.Lookback;

/**
 * How Stakeout itself is.
 *
 * @param mode serve, drill or replay
 * @param watched suspects of open incidents
 * @param quarantined records that could not be read and are kept
 * @param lanes by lane, account and region, as all nodes have seen them
 * @param delivery by lane, all its accounts and regions together
 * @param consumer what the consumer of the stream does, in this process
 * @param shards that this process reads, with how far it is behind
 * @param lookback what this process keeps of what has passed lately
 * @param pipelineWatched whether calls that touch our own pipeline raise alarms
 * @param pipelineAlarms of the last 24 hours
 * @param newestPipelineAlarms at most 20, newest first, of whatever age
 * @param armed whether executing a plan changes AWS
 * @param killed whether an admin stopped everything
 * @param outbox what waits to be told outside, by channel; none where nothing is configured
 * @param slack how this process hears of Slack
 * @param guardrails numbers and names that plans have to keep to
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StatusJson(
        String version,
        String mode,
        Instant now,
        int watched,
        long quarantined,
        List<LaneJson> lanes,
        List<DeliveryJson> delivery,
        ConsumerJson consumer,
        List<ShardJson> shards,
        LookbackJson lookback,
        boolean pipelineWatched,
        long pipelineAlarms,
        List<Alarms.Line> newestPipelineAlarms,
        boolean armed,
        boolean killed,
        List<OutboxView.ChannelView> outbox,
        SlackJson slack,
        GuardrailsJson guardrails) {

    /** What plans have to keep to; the protected are ARNs with {@code *}, names and tags. */
    public record GuardrailsJson(
            int capAbsolute, int capPerHour, double capPercent, List<String> protectedPrincipals, List<String> tags) {

        static GuardrailsJson of(ContainmentConfig config) {
            List<String> names = new ArrayList<>(config.protect().orElse(List.of()));
            names.addAll(config.breakGlass().orElse(List.of()));
            return new GuardrailsJson(
                    config.capAbsolute(),
                    config.capPerHour(),
                    config.capPercent(),
                    names,
                    config.protectTags().orElse(List.of()));
        }
    }

    /**
     * One lane in one account and region, as known five seconds ago at most.
     *
     * @param silentSince the newest arrival, when it is longer ago than {@code stakeout.ingest.silent-after}
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record LaneJson(
            String lane,
            String account,
            String region,
            long events,
            Optional<Instant> newestEventTime,
            Instant newestArrivedAt,
            Optional<Double> lagP50Seconds,
            Optional<Double> lagP95Seconds,
            Optional<Instant> silentSince) {

        static LaneJson of(LaneMarks.Line line) {
            return new LaneJson(
                    line.lane().name(),
                    line.account(),
                    line.region(),
                    line.events(),
                    line.newestEventTime(),
                    line.newestArrivedAt(),
                    line.lagP50().map(StatusJson::seconds),
                    line.lagP95().map(StatusJson::seconds),
                    line.silentSince());
        }
    }

    /**
     * One lane.
     *
     * @param lagP50Seconds of its busiest account and region
     * @param silentSince when all its accounts and regions are silent
     * @param sentence what that means, for people
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record DeliveryJson(
            String lane,
            long events,
            Instant newestArrivedAt,
            Optional<Double> lagP50Seconds,
            Optional<Double> lagP95Seconds,
            Optional<Instant> silentSince,
            Optional<String> sentence) {

        static DeliveryJson of(LaneMarks.Whole lane) {
            return new DeliveryJson(
                    lane.lane().name(),
                    lane.events(),
                    lane.newestArrivedAt(),
                    lane.lagP50().map(StatusJson::seconds),
                    lane.lagP95().map(StatusJson::seconds),
                    lane.silentSince(),
                    lane.sentence());
        }
    }

    /**
     * @param phase OFF, STARTING, RUNNING, WAITING, RESTARTING or STOPPED
     * @param why one sentence, when there is something to say
     * @param refilling shards whose lookback is still being read again
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ConsumerJson(String phase, Optional<String> why, Instant since, int refilling) {

        static ConsumerJson of(StreamState.View view) {
            return new ConsumerJson(view.phase().name(), view.why(), view.since(), view.refilling());
        }
    }

    /**
     * @param phase OFF, LISTENING (Slack sends to our address), CONNECTING or CONNECTED (by a socket that we open)
     * @param received the newest request of Slack's that was taken
     * @param trouble what went wrong last, and what to do
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record SlackJson(String phase, Instant since, Optional<Instant> received, Optional<String> trouble) {

        static SlackJson of(InboundState.View view) {
            return new SlackJson(view.phase().name(), view.since(), view.received(), view.trouble());
        }
    }

    /** @param millisBehind how old the shard's next record is; 0 is the tip */
    public record ShardJson(String shard, long millisBehind) {}

    /** @param since when the oldest block arrived */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record LookbackJson(int blocks, long bytes, Optional<Instant> since) {

        static LookbackJson of(Lookback.Extent extent) {
            return new LookbackJson(extent.blocks(), extent.bytes(), extent.since());
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
