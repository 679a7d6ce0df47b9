package io.stakeout.web.api;

import java.net.URI;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.PlanReader;
import io.stakeout.web.security.CurrentActor;

/** The plans of an incident: drafted here, and listed. */
@Path("/api/incidents/{id}/plans")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class IncidentPlansResource {

    public record Listing(List<PlanJson> plans) {}

    private final PlanDesk desk;
    private final PlanReader reader;
    private final CurrentActor current;

    IncidentPlansResource(PlanDesk desk, PlanReader reader, CurrentActor current) {
        this.desk = desk;
        this.reader = reader;
        this.current = current;
    }

    @POST
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public Response draft(
            @PathParam("id") String id,
            @Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.DraftBody body) {
        PlanJson plan = PlanJson.of(desk.draft(current.get(), Ids.of("Incident", id), body.wish()));
        return Response.created(URI.create("/api/plans/" + plan.id()))
                .entity(plan)
                .build();
    }

    @GET
    public Listing list(@PathParam("id") String id) {
        return new Listing(reader.list(current.get(), Ids.of("Incident", id)).stream()
                .map(PlanJson::brief)
                .toList());
    }
}
