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
import org.jboss.resteasy.reactive.RestQuery;

import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.RoomVisits;

/** The list of incidents and the room of one. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("viewer")
@Blocking
public class IncidentPages {

    private final Frames frames;
    private final Viewers viewers;
    private final Incidents incidents;
    private final RoomVisits visits;

    IncidentPages(Frames frames, Viewers viewers, Incidents incidents, RoomVisits visits) {
        this.frames = frames;
        this.viewers = viewers;
        this.incidents = incidents;
        this.visits = visits;
    }

    @GET
    public TemplateInstance home(@RestQuery String state, @Context UriInfo uri) {
        return list(state, uri);
    }

    @GET
    @Path("incidents")
    public TemplateInstance list(@RestQuery String state, @Context UriInfo uri) {
        Frame frame = frames.with("Incidents", "incidents", "src/incidents.ts");
        SignalExample example = SignalExample.of(uri, frame.drill());
        IncidentsView view = IncidentsView.of(incidents.list(viewers.actor()), state, example);
        return new Templates.Incidents(frame, view);
    }

    @GET
    @Path("incidents/{id: \\d{1,18}}")
    public TemplateInstance room(long id) {
        visits.enter(viewers.actor(), id);
        IncidentView incident = incidents.get(viewers.actor(), id);
        String title = "#%d %s".formatted(id, incident.title());
        return new Templates.Room(frames.with(title, "incidents", "src/room.ts"), RoomView.of(incident));
    }
}
