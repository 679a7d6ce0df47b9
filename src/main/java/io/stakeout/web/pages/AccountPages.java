package io.stakeout.web.pages;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;

/** The operators, for admins, and everybody's own page. Their elements read and write by the API. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class AccountPages {

    private final Frames frames;

    AccountPages(Frames frames) {
        this.frames = frames;
    }

    @GET
    @Path("operators")
    @RolesAllowed("admin")
    public TemplateInstance operators() {
        return new Templates.Operators(frames.with("Operators", "operators", "src/operators.ts"));
    }

    @GET
    @Path("me")
    @RolesAllowed("viewer")
    public TemplateInstance me() {
        return new Templates.Me(frames.with("You", "me", "src/me.ts"));
    }
}
