package io.stakeout.web.pages;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.signal.SignalReader;

/** What detectors have told, newest first, and what became of it. */
@Path("/signals")
@RolesAllowed("viewer")
@Blocking
public class SignalsPage {

    private final Frames frames;
    private final Viewers viewers;
    private final SignalReader signals;

    SignalsPage(Frames frames, Viewers viewers, SignalReader signals) {
        this.frames = frames;
        this.viewers = viewers;
        this.signals = signals;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance signals(@Context UriInfo uri) {
        Frame frame = frames.with("Signals", "signals", "src/incidents.ts");
        SignalExample example = SignalExample.of(uri, frame.drill());
        return new Templates.Signals(frame, SignalsView.of(signals.newest(viewers.actor(), SignalsView.MOST), example));
    }
}
