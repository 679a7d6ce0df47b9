package io.stakeout.web.pages;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.containment.Containments;

/** Who is cut now, in every incident that the viewer may see: each with an owner, a reason and an end. */
@Path("/containments")
@RolesAllowed("viewer")
@Blocking
public class ContainmentsPage {

    private final Frames frames;
    private final Viewers viewers;
    private final Containments containments;

    ContainmentsPage(Frames frames, Viewers viewers, Containments containments) {
        this.frames = frames;
        this.viewers = viewers;
        this.containments = containments;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance containments() {
        ContainmentsView view = ContainmentsView.of(containments.inForce(viewers.actor()));
        return new Templates.Containments(frames.with("Containments", "containments", "src/containments.ts"), view);
    }
}
