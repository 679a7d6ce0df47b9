package io.stakeout.web.api;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

import io.stakeout.ingest.Inspection;
import io.stakeout.ingest.Quarantine;
import io.stakeout.web.security.CurrentActor;

/** What could not be read: a list, a look at one item, and another try. The bytes are encrypted at rest. */
@Path("/api/quarantine")
@RolesAllowed("admin")
@Blocking
public class QuarantineResource {

    private static final int NEWEST = 200;

    public record Listing(long count, List<Quarantine.Line> newest) {}

    private final Quarantine quarantine;
    private final Inspection inspection;
    private final CurrentActor current;

    QuarantineResource(Quarantine quarantine, Inspection inspection, CurrentActor current) {
        this.quarantine = quarantine;
        this.inspection = inspection;
        this.current = current;
    }

    @GET
    @Operation(summary = "The newest items in quarantine")
    public Listing list() {
        return new Listing(quarantine.count(), quarantine.newest(NEWEST));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "One item and what is in it",
            description = "At most 64 KB of its text, control characters made visible. Secrets are redacted where it is"
                    + " JSON; redacted says whether that was possible for all of it. The look is audited.")
    public Inspection.Look look(@PathParam("id") String id) {
        return inspection.look(current.get(), id(id));
    }

    @POST
    @Path("/{id}/retry")
    @Operation(
            summary = "Runs an item again",
            description = "outcome: recorded (it has left the quarantine), still-unreadable or no-match (it stays, with"
                    + " the reason). 409 when it is kept only in part. Audited.")
    public Inspection.Outcome retry(@PathParam("id") String id) {
        return inspection.retry(current.get(), id(id));
    }

    private static long id(String id) {
        return Ids.of("Quarantined item", id);
    }
}
