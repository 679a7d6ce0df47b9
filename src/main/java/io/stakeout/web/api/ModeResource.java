package io.stakeout.web.api;

import java.time.Instant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.Mode;
import io.stakeout.Problem;
import io.stakeout.containment.Arming;
import io.stakeout.containment.ModeDesk;
import io.stakeout.web.security.CurrentActor;

/** Whether plans change anything in AWS, and the switch that stops all of them. */
@Path("/api")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ModeResource {

    /** @param rehearsal whether this is a drill or a replay, where nothing real can be reached */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModeJson(
            boolean armed,
            String by,
            String reason,
            Instant since,
            Instant disarmsAt,
            boolean killed,
            String killedBy,
            String killedReason,
            Instant killedAt,
            boolean rehearsal) {

        static ModeJson of(Arming arming, Mode mode) {
            return new ModeJson(
                    arming.armed(),
                    arming.by().orElse(null),
                    arming.reason().orElse(null),
                    arming.since().orElse(null),
                    arming.disarmsAt().orElse(null),
                    arming.killed(),
                    arming.killedBy().orElse(null),
                    arming.killedReason().orElse(null),
                    arming.killedAt().orElse(null),
                    mode.rehearsal());
        }
    }

    private final ModeDesk desk;
    private final Mode mode;
    private final CurrentActor current;

    ModeResource(ModeDesk desk, Mode mode, CurrentActor current) {
        this.desk = desk;
        this.mode = mode;
        this.current = current;
    }

    @GET
    @Path("/mode")
    public ModeJson mode() {
        return ModeJson.of(desk.now(), mode);
    }

    @PUT
    @Path("/mode")
    @RolesAllowed("admin")
    @CustomDeserialization(StrictBody.class)
    public ModeJson arm(@Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.ModeBody body) {
        if (body.armed() == null) {
            throw Problem.invalid("Mode missing", "armed: is true or false. Nothing was changed.");
        }
        return ModeJson.of(desk.arm(current.get(), body.armed(), body.reason()), mode);
    }

    @PUT
    @Path("/kill-switch")
    @RolesAllowed("admin")
    @CustomDeserialization(StrictBody.class)
    public ModeJson kill(@Valid @NotNull(message = IncidentsResource.MISSING) PlanRequests.KillBody body) {
        if (body.killed() == null) {
            throw Problem.invalid("Switch missing", "killed: is true or false. Nothing was changed.");
        }
        return ModeJson.of(desk.kill(current.get(), body.killed(), body.reason()), mode);
    }
}
