package io.stakeout.web.api;

import java.net.URI;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.incident.Freshness;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.RoomVisits;
import io.stakeout.web.security.CurrentActor;

/** Opens, lists, changes and closes incidents. */
@Path("/api/incidents")
@RolesAllowed("viewer")
@Blocking
public class IncidentsResource {

    static final String MISSING = "the body is missing; send JSON";

    public record Listing(List<IncidentJson> incidents) {}

    private final Incidents incidents;
    private final Freshness freshness;
    private final RoomVisits visits;
    private final CurrentActor current;

    IncidentsResource(Incidents incidents, Freshness freshness, RoomVisits visits, CurrentActor current) {
        this.incidents = incidents;
        this.freshness = freshness;
        this.visits = visits;
        this.current = current;
    }

    @GET
    public Listing list() {
        return new Listing(
                incidents.list(current.get()).stream().map(this::json).toList());
    }

    @POST
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public Response open(@Valid @NotNull(message = MISSING) IncidentRequests.OpenBody body) {
        IncidentJson opened = json(incidents.open(current.get(), body.opening()));
        return Response.created(URI.create("/api/incidents/" + opened.id()))
                .entity(opened)
                .build();
    }

    @GET
    @Path("/{id}")
    public IncidentJson get(@PathParam("id") String id) {
        visits.enter(current.get(), id(id));
        return json(incidents.get(current.get(), id(id)));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public IncidentJson change(
            @PathParam("id") String id, @Valid @NotNull(message = MISSING) IncidentRequests.ChangeBody body) {
        return json(incidents.change(current.get(), id(id), body.change()));
    }

    @POST
    @Path("/{id}/suspects")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public Response addSuspect(
            @PathParam("id") String id, @Valid @NotNull(message = MISSING) IncidentRequests.SuspectBody body) {
        IncidentView view = incidents.addSuspect(current.get(), id(id), body.suspect());
        return Response.status(Response.Status.CREATED).entity(json(view)).build();
    }

    @DELETE
    @Path("/{id}/suspects/{suspectId}")
    @RolesAllowed("responder")
    public IncidentJson removeSuspect(@PathParam("id") String id, @PathParam("suspectId") String suspectId) {
        return json(incidents.removeSuspect(current.get(), id(id), Ids.of("Suspect", suspectId)));
    }

    @POST
    @Path("/{id}/notes")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public Response note(
            @PathParam("id") String id, @Valid @NotNull(message = MISSING) IncidentRequests.NoteBody body) {
        return created(incidents.note(current.get(), id(id), body.text()));
    }

    @POST
    @Path("/{id}/pins")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public Response pin(@PathParam("id") String id, @Valid @NotNull(message = MISSING) IncidentRequests.PinBody body) {
        boolean pinned = body.pinned() == null || body.pinned();
        return created(incidents.pin(current.get(), id(id), body.seq(), pinned));
    }

    @POST
    @Path("/{id}/close")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public IncidentJson close(
            @PathParam("id") String id, @Valid @NotNull(message = MISSING) IncidentRequests.CloseBody body) {
        return json(incidents.close(current.get(), id(id), body.judged(), body.reason()));
    }

    @POST
    @Path("/{id}/reopen")
    @RolesAllowed("responder")
    public IncidentJson reopen(@PathParam("id") String id) {
        return json(incidents.reopen(current.get(), id(id)));
    }

    private IncidentJson json(IncidentView view) {
        return IncidentJson.of(view, view.closed() ? Freshness.Lag.UNKNOWN : freshness.lag(view.id()));
    }

    private static long id(String id) {
        return Ids.of("Incident", id);
    }

    private static Response created(long seq) {
        return Response.status(Response.Status.CREATED)
                .entity(new IncidentRequests.SeqJson(seq))
                .build();
    }
}
