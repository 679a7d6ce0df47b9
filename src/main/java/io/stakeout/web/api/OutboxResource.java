package io.stakeout.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

import io.stakeout.notify.OutboxDesk;
import io.stakeout.notify.OutboxView;
import io.stakeout.web.security.CurrentActor;

/** What waits to be told outside, and what nobody takes any more. */
@Path("/api/outbox")
@Blocking
public class OutboxResource {

    /** @param channel by its name, for example {@code webhook} */
    public record TestMessage(
            @NotNull @Pattern(regexp = "[a-z]{1,16}") String channel) {}

    private final OutboxDesk desk;
    private final CurrentActor current;

    OutboxResource(OutboxDesk desk, CurrentActor current) {
        this.desk = desk;
        this.current = current;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(
            summary = "Depth of the outbox by channel, and dead letters with their reason",
            description = "What a dead letter says, to whom, and of which incident, only for who may see the incident.")
    public OutboxView outbox() {
        return desk.view(current.get());
    }

    @POST
    @Path("/{id}/retry")
    @RolesAllowed("admin")
    @Operation(
            summary = "Sends a dead letter again",
            description = "202: it waits to be delivered, and is tried as often as a new one. 409 when it is no dead"
                    + " letter, or its channel isn't configured any more. Audited.")
    public Response retry(@PathParam("id") String id) {
        desk.retry(current.get(), Ids.of("Row of the outbox", id));
        return Response.accepted().build();
    }

    @POST
    @Path("/test")
    @RolesAllowed("admin")
    @Operation(
            summary = "Sends a test message by one channel",
            description =
                    "202: it waits to be delivered; whether it arrives is seen there, and in the outbox. Audited.")
    public Response test(@NotNull @Valid TestMessage message) {
        desk.test(current.get(), message.channel());
        return Response.accepted().build();
    }
}
