package io.stakeout.web.api;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.Mode;
import io.stakeout.containment.Arming;
import io.stakeout.containment.ModeDesk;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.incident.Alarms;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LaneMarks;
import io.stakeout.ingest.Quarantine;
import io.stakeout.ingest.ShardLag;
import io.stakeout.ingest.StreamState;
import io.stakeout.ingest.pipe.PipeWatch;
import io.stakeout.notify.OutboxDesk;
import io.stakeout.notify.slack.in.InboundState;

/**
 * How Stakeout itself is: which lanes deliver, whether the stream is read, what is watched, what could not be read, who
 * touched the pipeline.
 */
@Path("/api/status")
@RolesAllowed("viewer")
@Blocking
public class StatusResource {

    private static final int NEWEST_ALARMS = 20;

    private final LaneMarks lanes;
    private final StreamState stream;
    private final ShardLag shards;
    private final Intake intake;
    private final Quarantine quarantine;
    private final PipeWatch pipe;
    private final Alarms alarms;
    private final CurrentWatch watch;
    private final ModeDesk arming;
    private final OutboxDesk outbox;
    private final ContainmentConfig containment;
    private final InboundState slack;
    private final Clock clock;
    private final Mode mode;
    private final String version;

    StatusResource(
            LaneMarks lanes,
            StreamState stream,
            ShardLag shards,
            Intake intake,
            Quarantine quarantine,
            PipeWatch pipe,
            Alarms alarms,
            CurrentWatch watch,
            ModeDesk arming,
            OutboxDesk outbox,
            ContainmentConfig containment,
            InboundState slack,
            Clock clock,
            @ConfigProperty(name = "stakeout.mode", defaultValue = "serve") Mode mode,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.lanes = lanes;
        this.stream = stream;
        this.shards = shards;
        this.intake = intake;
        this.quarantine = quarantine;
        this.pipe = pipe;
        this.alarms = alarms;
        this.watch = watch;
        this.arming = arming;
        this.outbox = outbox;
        this.containment = containment;
        this.slack = slack;
        this.clock = clock;
        this.mode = mode;
        this.version = version;
    }

    @GET
    public StatusJson status() {
        Arming now = arming.now();
        return new StatusJson(
                version,
                mode.name().toLowerCase(Locale.ROOT),
                clock.instant(),
                watch.snapshot().size(),
                quarantine.count(),
                lanes.lines().stream().map(StatusJson.LaneJson::of).toList(),
                lanes.lanes().stream().map(StatusJson.DeliveryJson::of).toList(),
                StatusJson.ConsumerJson.of(stream.view()),
                shards(),
                StatusJson.LookbackJson.of(intake.lookback().extent()),
                pipe.watched(),
                alarms.lately(),
                alarms.newest(NEWEST_ALARMS),
                now.armed(),
                now.killed(),
                outbox.channels(),
                StatusJson.SlackJson.of(slack.view()),
                StatusJson.GuardrailsJson.of(containment));
    }

    private List<StatusJson.ShardJson> shards() {
        return shards.view().entrySet().stream()
                .map(shard -> new StatusJson.ShardJson(shard.getKey(), shard.getValue()))
                .toList();
    }
}
