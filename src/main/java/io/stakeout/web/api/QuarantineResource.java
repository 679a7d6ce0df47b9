package io.stakeout.web.api;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;

import io.stakeout.ingest.Quarantine;

/** What could not be read. The bytes themselves are encrypted and stay where they are. */
@Path("/api/quarantine")
@RolesAllowed("admin")
@Blocking
public class QuarantineResource {

    private static final int NEWEST = 200;

    public record Listing(long count, List<Quarantine.Line> newest) {}

    private final Quarantine quarantine;

    QuarantineResource(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @GET
    public Listing list() {
        return new Listing(quarantine.count(), quarantine.newest(NEWEST));
    }
}
