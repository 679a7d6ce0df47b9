package io.stakeout.web.api;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.Problem;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.IdentityDesk.Decision;
import io.stakeout.incident.RoomVisits;
import io.stakeout.web.security.CurrentActor;

/** Whom an incident follows and why, and what a responder decides on one of them. */
@Path("/api/incidents/{id}")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class LineageResource {

    private static final Map<String, Decision> DECISIONS =
            Map.of("exclude", Decision.EXCLUDE, "include", Decision.INCLUDE, "confirm", Decision.CONFIRM);

    private final IdentityDesk desk;
    private final RoomVisits visits;
    private final CurrentActor current;

    LineageResource(IdentityDesk desk, RoomVisits visits, CurrentActor current) {
        this.desk = desk;
        this.visits = visits;
        this.current = current;
    }

    @GET
    @Path("/lineage")
    public LineageJson lineage(@PathParam("id") String id) {
        long incident = Ids.of("Incident", id);
        visits.enter(current.get(), incident);
        return LineageJson.of(desk.lineage(current.get(), incident));
    }

    @POST
    @Path("/identities/{identityId}/{decision}")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public LineageJson decide(
            @PathParam("id") String id,
            @PathParam("identityId") String identityId,
            @PathParam("decision") String decision,
            @Valid @NotNull(message = IncidentsResource.MISSING) IncidentRequests.DecisionBody body) {
        Decision wanted = DECISIONS.get(decision);
        if (wanted == null) {
            throw Problem.notFound("Decision", "Use exclude, include or confirm.");
        }
        long incident = Ids.of("Incident", id);
        long identity = Ids.of("Identity", identityId);
        return LineageJson.of(desk.decide(current.get(), incident, identity, wanted, body.note()));
    }
}
