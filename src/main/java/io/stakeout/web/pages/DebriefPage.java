package io.stakeout.web.pages;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.Curtain;
import io.stakeout.Debrief;

/** Behind the curtain of a drill: what really happened, against what the room saw. Nowhere else is there such a page. */
@Path("/debrief")
@RolesAllowed("viewer")
@Blocking
public class DebriefPage {

    private final Frames frames;
    private final Instance<Curtain> curtain;

    DebriefPage(Frames frames, Instance<Curtain> curtain) {
        this.frames = frames;
        this.curtain = curtain;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance debrief() {
        Debrief debrief = curtain.stream()
                .flatMap(behind -> behind.debrief().stream())
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is a debrief only while a simulated drill runs."));
        Frame frame = frames.with("Behind the curtain", "debrief", "src/status.ts");
        return new Templates.Debrief(frame, DebriefView.of(debrief));
    }
}
