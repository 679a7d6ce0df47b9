package io.stakeout.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

import org.jboss.resteasy.reactive.RestResponse;

/** The cookie that holds a browser session: gone with the browser, out of reach of scripts and of other sites. */
@ApplicationScoped
class SessionCookie {

    static final String NAME = "stakeout_session";

    private final PublicUrl publicUrl;

    SessionCookie(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    NewCookie holding(String secret) {
        return cookie(secret).build();
    }

    NewCookie removed() {
        return cookie("").maxAge(0).build();
    }

    /** Goes on to a path of ours; relative, so that no host name has to be believed. */
    static RestResponse<Void> seeOther(String path, NewCookie... cookies) {
        return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                .header("Location", path)
                .cookie(cookies)
                .build();
    }

    /**
     * Lax, so that a link in a chat opens the room instead of the sign-in page. What other sites make a browser send
     * is refused by {@link SameOrigin}, and nothing is changed by a GET.
     */
    private NewCookie.Builder cookie(String value) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .secure(publicUrl.https());
    }
}
