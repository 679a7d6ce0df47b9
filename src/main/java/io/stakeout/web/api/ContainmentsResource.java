package io.stakeout.web.api;

import java.time.Instant;
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

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.containment.Containments;
import io.stakeout.containment.Renewals;
import io.stakeout.web.security.CurrentActor;

/** What is in force, of the incidents that whoever asks may see, and keeping it so. */
@Path("/api/containments")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ContainmentsResource {

    public record Listing(List<InForceJson> containments) {}

    /**
     * @param due whether somebody has to look at it again
     * @param renewal the newest, or null
     */
    public record InForceJson(
            String id,
            String planId,
            String incidentId,
            String principal,
            String level,
            String owner,
            String reason,
            Instant since,
            Instant expiresAt,
            boolean due,
            Containments.Renewal renewal) {

        static InForceJson of(Containments.InForce one) {
            return new InForceJson(
                    Long.toString(one.id()),
                    Long.toString(one.plan()),
                    Long.toString(one.incident()),
                    one.principal(),
                    one.level().id(),
                    one.owner(),
                    one.reason(),
                    one.since(),
                    one.expiresAt(),
                    one.due(),
                    one.renewal().orElse(null));
        }
    }

    record RenewalBody(String reason) {}

    private final Containments containments;
    private final Renewals renewals;
    private final CurrentActor current;

    ContainmentsResource(Containments containments, Renewals renewals, CurrentActor current) {
        this.containments = containments;
        this.renewals = renewals;
        this.current = current;
    }

    @GET
    public Listing list() {
        return new Listing(containments.inForce(current.get()).stream()
                .map(InForceJson::of)
                .toList());
    }

    /** Keeps it in force for as long once more; what it is then. */
    @POST
    @Path("/{id}/renew")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public InForceJson renew(
            @PathParam("id") String id, @Valid @NotNull(message = IncidentsResource.MISSING) RenewalBody body) {
        return InForceJson.of(renewals.renew(current.get(), Ids.of("Containment", id), body.reason()));
    }
}
