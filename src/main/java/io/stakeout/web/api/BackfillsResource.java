package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.ResponseStatus;

import io.stakeout.ingest.backfill.Backfills;
import io.stakeout.web.security.CurrentActor;

/** Looks further back than what passed lately, for one incident. */
@Path("/api/incidents/{id}/backfills")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class BackfillsResource {

    /**
     * @param source stream, logs or lookup while one of them is read, else null
     * @param matched calls of the suspects that were met, copies and those known already included
     * @param recorded new entries
     * @param message what could not be read
     */
    public record BackfillJson(
            String id,
            String state,
            String source,
            Instant since,
            Instant until,
            boolean lookup,
            String by,
            Instant startedAt,
            long events,
            long matched,
            long recorded,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> message) {

        static BackfillJson of(Backfills.Progress p) {
            return new BackfillJson(
                    Long.toString(p.id()),
                    p.state(),
                    p.source().orElse(null),
                    p.since(),
                    p.until(),
                    p.lookup(),
                    p.by(),
                    p.startedAt(),
                    p.events(),
                    p.matched(),
                    p.recorded(),
                    p.message());
        }
    }

    /** @param lookup whether CloudTrail's event history may be asked too, which the suspect could see; not unless said */
    public record BackfillBody(
            @NotNull(message = "is missing; give the time to look back to, for example 2026-01-31T12:00:00Z")
            Instant since,

            Boolean lookup) {}

    private final Backfills backfills;
    private final CurrentActor current;

    BackfillsResource(Backfills backfills, CurrentActor current) {
        this.backfills = backfills;
        this.current = current;
    }

    @POST
    @RolesAllowed("responder")
    @ResponseStatus(202)
    @CustomDeserialization(StrictBody.class)
    public BackfillJson start(
            @PathParam("id") String id, @Valid @NotNull(message = IncidentsResource.MISSING) BackfillBody body) {
        boolean lookup = Boolean.TRUE.equals(body.lookup());
        return BackfillJson.of(backfills.start(current.get(), Ids.of("Incident", id), body.since(), lookup));
    }

    @GET
    public List<BackfillJson> list(@PathParam("id") String id) {
        return backfills.list(current.get(), Ids.of("Incident", id)).stream()
                .map(BackfillJson::of)
                .toList();
    }
}
