package io.stakeout.web.security;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** An endpoint whose author forgot to protect it. */
@Path("/unguarded")
public class UnguardedResource {

    @GET
    public String read() {
        return "secret";
    }

    @POST
    public String change() {
        return "changed";
    }
}
