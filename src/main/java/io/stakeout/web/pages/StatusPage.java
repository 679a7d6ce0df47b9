package io.stakeout.web.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.web.pages.Pipeline.LaneStatus;
import io.stakeout.web.pages.StatusView.Fact;
import io.stakeout.web.pages.StatusView.Head;
import io.stakeout.web.pages.StatusView.Lane;
import io.stakeout.web.pages.StatusView.Stat;

/** How events get here, how late they are, and what is in force. */
@Path("/status")
@RolesAllowed("viewer")
@Blocking
public class StatusPage {

    private static final Duration QUIET = Duration.ofMinutes(15);

    private final Frames frames;
    private final Viewers viewers;
    private final Incidents incidents;
    private final Pipeline pipeline;
    private final Clock clock;
    private final String version;

    StatusPage(
            Frames frames,
            Viewers viewers,
            Incidents incidents,
            Pipeline pipeline,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.frames = frames;
        this.viewers = viewers;
        this.incidents = incidents;
        this.pipeline = pipeline;
        this.clock = clock;
        this.version = version;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance status() {
        Frame frame = frames.with("Status", "status", "src/status.ts");
        List<IncidentView> all = incidents.list(viewers.actor());
        return new Templates.Status(
                frame, view(frame, all, pipeline.lanes(), pipeline.quarantined(), Instant.now(clock)));
    }

    private StatusView view(
            Frame frame, List<IncidentView> all, List<LaneStatus> lanes, long quarantined, Instant now) {
        return new StatusView(
                version,
                stats(all, lanes, now),
                lanes.stream().map(lane -> lane(lane, now)).toList(),
                all.stream().map(StatusPage::head).toList(),
                facts(frame),
                quarantined);
    }

    private static List<Stat> stats(List<IncidentView> all, List<LaneStatus> lanes, Instant now) {
        long open = all.stream().filter(incident -> !incident.closed()).count();
        long calls = all.stream().mapToLong(i -> i.counters().total()).sum();
        long copies = all.stream().mapToLong(i -> i.counters().duplicates()).sum();
        String newest = lanes.stream()
                .flatMap(lane -> lane.newestArrivedAt().stream())
                .max(Comparator.naturalOrder())
                .map(at -> Spans.of(Duration.between(at, now).toSeconds()))
                .orElse("–");
        return List.of(
                new Stat(newest, Optional.empty(), "since an event last reached us"),
                new Stat(number(open), Optional.of("of " + all.size()), "incidents being watched"),
                new Stat(number(calls), Optional.empty(), "calls recorded, each once"),
                new Stat(number(copies), Optional.empty(), "second copies set aside"));
    }

    private static Lane lane(LaneStatus lane, Instant now) {
        boolean heard =
                lane.newestArrivedAt().filter(at -> at.plus(QUIET).isAfter(now)).isPresent();
        String state = lane.behind() ? "behind" : heard ? "fresh" : "quiet";
        return new Lane(
                laneName(lane.lane()),
                state,
                number(lane.events()),
                span(lane.lagP50()),
                span(lane.lagP95()),
                lane.newestArrivedAt());
    }

    private static String laneName(String lane) {
        return switch (lane) {
            case "CW" -> "CloudWatch Logs";
            case "EB" -> "EventBridge";
            case "CT" -> "CloudTrail files";
            case "IMPORT" -> "Imported files";
            default -> lane;
        };
    }

    private static Head head(IncidentView i) {
        return new Head(
                i.id(),
                i.title(),
                i.state(),
                number(i.headSeq()),
                number(i.counters().duplicates()));
    }

    private static List<Fact> facts(Frame frame) {
        return List.of(
                new Fact("Mode", frame.mode().name().toLowerCase(Locale.ROOT)),
                new Fact("Containment", "none: Stakeout watches only"),
                new Fact("Follow", "direct: what a suspect does itself"),
                new Fact("Rows held by a browser", "5,000; older ones on request"));
    }

    private static String span(Optional<Long> seconds) {
        return seconds.map(Spans::of).orElse("–");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
