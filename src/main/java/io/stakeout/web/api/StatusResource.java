package io.stakeout.web.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.Mode;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.ingest.LaneMeter;
import io.stakeout.ingest.Quarantine;

/** How Stakeout itself is: which lanes deliver, what is watched, what could not be read. */
@Path("/api/status")
@RolesAllowed("viewer")
@Blocking
public class StatusResource {

    /** One lane in one account and region, as this process has seen it since it began. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record LaneJson(
            String lane,
            String account,
            String region,
            long events,
            Optional<Instant> newestEventTime,
            Instant newestArrivedAt,
            Optional<Double> lagP50Seconds,
            Optional<Double> lagP95Seconds) {

        static LaneJson of(LaneMeter.Line line) {
            return new LaneJson(
                    line.lane().name(),
                    line.account(),
                    line.region(),
                    line.events(),
                    line.newestEventTime(),
                    line.newestArrivedAt(),
                    line.lagP50().map(LaneJson::seconds),
                    line.lagP95().map(LaneJson::seconds));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1_000.0;
        }
    }

    /** @param watched suspects of open incidents */
    public record StatusJson(
            String version, String mode, Instant now, int watched, long quarantined, List<LaneJson> lanes) {}

    private final LaneMeter lanes;
    private final Quarantine quarantine;
    private final CurrentWatch watch;
    private final Clock clock;
    private final Mode mode;
    private final String version;

    StatusResource(
            LaneMeter lanes,
            Quarantine quarantine,
            CurrentWatch watch,
            Clock clock,
            @ConfigProperty(name = "stakeout.mode", defaultValue = "serve") Mode mode,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.lanes = lanes;
        this.quarantine = quarantine;
        this.watch = watch;
        this.clock = clock;
        this.mode = mode;
        this.version = version;
    }

    @GET
    public StatusJson status() {
        return new StatusJson(
                version,
                mode.name().toLowerCase(Locale.ROOT),
                clock.instant(),
                watch.snapshot().size(),
                quarantine.count(),
                lanes.lines().stream().map(LaneJson::of).toList());
    }
}
