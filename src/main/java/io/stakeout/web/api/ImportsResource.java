package io.stakeout.web.api;

import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.Problem;
import io.stakeout.ingest.Imports;
import io.stakeout.web.security.CurrentActor;

/** Brings a file of CloudTrail to one incident. */
@Path("/api/imports")
@Blocking
public class ImportsResource {

    /** @param matched events of the incident's suspects, those known already included */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ImportJson(
            String id,
            String incidentId,
            String state,
            long bytes,
            long records,
            long events,
            long matched,
            long duplicates,
            long quarantined,
            Optional<String> message) {

        static ImportJson of(Imports.Progress p) {
            return new ImportJson(
                    Long.toString(p.id()),
                    Long.toString(p.incidentId()),
                    p.state(),
                    p.bytes(),
                    p.records(),
                    p.events(),
                    p.matched(),
                    p.duplicates(),
                    p.quarantined(),
                    p.message());
        }
    }

    private final Imports imports;
    private final CurrentActor current;

    ImportsResource(Imports imports, CurrentActor current) {
        this.imports = imports;
        this.current = current;
    }

    @POST
    @RolesAllowed("responder")
    @Consumes(MediaType.WILDCARD)
    public Response start(@QueryParam("incident") String incident, InputStream body) {
        if (incident == null || incident.isBlank()) {
            throw Problem.invalid("Incident missing", "Say whose file it is: /api/imports?incident=ID.");
        }
        ImportJson queued = ImportJson.of(imports.start(current.get(), Ids.of("Incident", incident), body));
        return Response.accepted(queued)
                .location(URI.create("/api/imports/" + queued.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("viewer")
    public ImportJson progress(@PathParam("id") String id) {
        return ImportJson.of(imports.progress(current.get(), Ids.of("Import", id)));
    }
}
