package io.stakeout.web.security;

import java.util.Optional;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestResponse;

import io.stakeout.access.Sessions;

/** The sign-out button. Works also when the session has ended already. */
@Path("/sign-out")
@Blocking
public class SignOutResource {

    private final Sessions sessions;
    private final SessionCookie cookie;

    SignOutResource(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @POST
    public RestResponse<Void> signOut(@RestCookie(SessionCookie.NAME) String secret) {
        Optional.ofNullable(secret).ifPresent(sessions::end);
        return SessionCookie.seeOther("/sign-in", cookie.removed());
    }
}
