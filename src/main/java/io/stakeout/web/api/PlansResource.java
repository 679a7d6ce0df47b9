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

import io.stakeout.containment.ExecutionDesk;
import io.stakeout.containment.Inspection;
import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.PlanReader;
import io.stakeout.web.security.CurrentActor;

/** Plans to cut access: drafted, asked for, agreed to, carried out, taken back. Each answer is the plan as it then is. */
@Path("/api")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class PlansResource {

    public record Listing(List<PlanJson> plans) {}

    private final PlanDesk desk;
    private final ExecutionDesk execution;
    private final Inspection inspection;
    private final PlanReader reader;
    private final CurrentActor current;

    PlansResource(
            PlanDesk desk, ExecutionDesk execution, Inspection inspection, PlanReader reader, CurrentActor current) {
        this.desk = desk;
        this.execution = execution;
        this.inspection = inspection;
        this.reader = reader;
        this.current = current;
    }

    @POST
    @Path("/incidents/{id}/plans")
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
    @Path("/incidents/{id}/plans")
    public Listing list(@PathParam("id") String id) {
        return new Listing(reader.list(current.get(), Ids.of("Incident", id)).stream()
                .map(PlanJson::brief)
                .toList());
    }

    @GET
    @Path("/plans/{id}")
    public PlanJson get(@PathParam("id") String id) {
        return PlanJson.of(reader.get(current.get(), plan(id)));
    }

    @POST
    @Path("/plans/{id}/request")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public PlanJson request(
            @PathParam("id") String id,
            @Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.ConsentBody body) {
        return PlanJson.of(
                desk.request(current.get(), plan(id), body.consent(), body.breaksGlass(), body.acknowledges()));
    }

    @POST
    @Path("/plans/{id}/approve")
    @RolesAllowed("approver")
    @CustomDeserialization(StrictBody.class)
    public PlanJson approve(
            @PathParam("id") String id,
            @Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.ConsentBody body) {
        return PlanJson.of(desk.approve(current.get(), plan(id), body.consent(), body.acknowledges()));
    }

    @POST
    @Path("/plans/{id}/reject")
    @RolesAllowed("approver")
    @CustomDeserialization(StrictBody.class)
    public PlanJson reject(
            @PathParam("id") String id,
            @Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.ConsentBody body) {
        return PlanJson.of(desk.reject(current.get(), plan(id), body.consent()));
    }

    @POST
    @Path("/plans/{id}/execute")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public PlanJson execute(
            @PathParam("id") String id,
            @Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.ConsentBody body) {
        return PlanJson.of(execution.execute(current.get(), plan(id), body.consent()));
    }

    @POST
    @Path("/plans/{id}/retry")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public PlanJson retry(
            @PathParam("id") String id,
            @Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.ConsentBody body) {
        return PlanJson.of(execution.retry(current.get(), plan(id), body.consent()));
    }

    @POST
    @Path("/plans/{id}/undo")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public Response undo(
            @PathParam("id") String id,
            @Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.UndoBody body) {
        PlanJson undo = PlanJson.of(
                execution.undo(current.get(), plan(id), body.reason(), Boolean.TRUE.equals(body.overwrite())));
        return Response.created(URI.create("/api/plans/" + undo.id()))
                .entity(undo)
                .build();
    }

    /** Reads in AWS what is known of whom the plan cuts; the account's CloudTrail shows that. */
    @POST
    @Path("/plans/{id}/inspect")
    @RolesAllowed("responder")
    public PlanJson inspect(@PathParam("id") String id) {
        return PlanJson.of(inspection.inspect(current.get(), plan(id)));
    }

    /** Ticks off what a person has done by hand. */
    @POST
    @Path("/plans/{id}/checklist/{n}")
    @RolesAllowed("responder")
    public PlanJson tick(@PathParam("id") String id, @PathParam("n") String n) {
        return PlanJson.of(inspection.tick(current.get(), plan(id), (int) Ids.of("Item", n)));
    }

    private static long plan(String id) {
        return Ids.of("Plan", id);
    }
}
