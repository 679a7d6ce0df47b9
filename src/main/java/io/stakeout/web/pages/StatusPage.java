package io.stakeout.web.pages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.notify.OutboxDesk;
import io.stakeout.notify.slack.in.InboundState;
import io.stakeout.web.pages.StatusView.Fact;
import io.stakeout.web.pages.StatusView.Head;
import io.stakeout.web.pages.StatusView.Stat;

/** How events get here, how late they are, and what is in force. */
@Path("/status")
@RolesAllowed("viewer")
@Blocking
public class StatusPage {

    private final Frames frames;
    private final Viewers viewers;
    private final Incidents incidents;
    private final Pipeline pipeline;
    private final OutboxDesk outbox;
    private final InboundState slack;
    private final ContainmentConfig containment;
    private final Clock clock;
    private final String version;

    StatusPage(
            Frames frames,
            Viewers viewers,
            Incidents incidents,
            Pipeline pipeline,
            OutboxDesk outbox,
            InboundState slack,
            ContainmentConfig containment,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.frames = frames;
        this.viewers = viewers;
        this.incidents = incidents;
        this.pipeline = pipeline;
        this.outbox = outbox;
        this.slack = slack;
        this.containment = containment;
        this.clock = clock;
        this.version = version;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance status() {
        Frame frame = frames.with("Status", "status", "src/status.ts");
        return new Templates.Status(frame, view(frame, incidents.list(viewers.actor())));
    }

    private StatusView view(Frame frame, List<IncidentView> all) {
        PipelineView seen = new PipelineView(pipeline, clock.instant());
        OutboxFacts told = new OutboxFacts(outbox.channels(), clock.instant());
        SlackFacts heard = new SlackFacts(slack.view());
        return new StatusView(
                version,
                Stream.of(seen.troubles(), told.troubles(), heard.troubles())
                        .flatMap(List::stream)
                        .toList(),
                Stream.concat(stats(seen, all).stream(), told.stats().stream()).toList(),
                seen.consumer(),
                seen.lanes(),
                seen.moreLanes(),
                seen.shards(),
                seen.alarms(),
                all.stream().map(StatusPage::head).toList(),
                Stream.concat(facts(frame).stream(), heard.facts().stream()).toList(),
                ContainmentFacts.guardrails(containment),
                ContainmentFacts.protectedOnes(containment),
                pipeline.quarantined());
    }

    private static List<Stat> stats(PipelineView seen, List<IncidentView> all) {
        long open = all.stream().filter(incident -> !incident.closed()).count();
        List<Stat> stats = new ArrayList<>(seen.stats());
        stats.add(new Stat(number(open), Optional.of("of " + all.size()), "incidents being watched"));
        return stats;
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
                new Fact("Follow", "what suspects mint, as far as each incident says"),
                new Fact("Rows held by a browser", "5,000; older ones on request"));
    }

    private static String number(long value) {
        return PipelineView.number(value);
    }
}
