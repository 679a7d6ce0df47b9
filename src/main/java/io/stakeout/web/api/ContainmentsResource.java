package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;

import io.stakeout.containment.Containments;
import io.stakeout.web.security.CurrentActor;

/** What is in force, of the incidents that whoever asks may see. */
@Path("/api/containments")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ContainmentsResource {

    public record Listing(List<InForceJson> containments) {}

    /** @param due whether somebody has to look at it again */
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
            boolean due) {

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
                    one.due());
        }
    }

    private final Containments containments;
    private final CurrentActor current;

    ContainmentsResource(Containments containments, CurrentActor current) {
        this.containments = containments;
        this.current = current;
    }

    @GET
    public Listing list() {
        return new Listing(containments.inForce(current.get()).stream()
                .map(InForceJson::of)
                .toList());
    }
}
