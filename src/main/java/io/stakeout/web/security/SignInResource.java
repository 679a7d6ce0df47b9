package io.stakeout.web.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

import io.stakeout.Problem;
import io.stakeout.access.Credential;
import io.stakeout.access.PasswordSignIn;
import io.stakeout.access.Sessions;
import io.stakeout.access.SignedIn;

/** What the sign-in form posts to. Open to everybody; origin and throttle stand before. */
@Path("/sign-in")
@Blocking
public class SignInResource {

    private final PasswordSignIn passwords;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SignInResource(PasswordSignIn passwords, Sessions sessions, SessionCookie cookie) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /**
     * Browsers go on to {@code next}, or back to the form with {@code failed=wrong|wait}; scripts get a 303 with the
     * cookie, or a problem.
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public RestResponse<Void> signIn(
            @RestForm String operator,
            @RestForm String password,
            @RestForm String next,
            @RestCookie(SessionCookie.NAME) String before,
            @RestHeader("Accept") String accept,
            HttpServerRequest request) {
        try {
            String secret = begin(operator, password, RemoteAddress.of(request));
            Optional.ofNullable(before).ifPresent(sessions::end);
            return SessionCookie.seeOther(SafeNext.of(next), cookie.holding(secret));
        } catch (Problem refused) {
            if (accept == null || !accept.contains("text/html")) {
                throw refused;
            }
            return SessionCookie.seeOther(form(refused, next));
        }
    }

    private String begin(String operator, String password, String address) {
        if (operator == null || password == null) {
            throw Problem.invalid("Sign-in incomplete", "operator, password: both are needed; fill them in.");
        }
        SignedIn who = passwords.verify(operator.strip(), password, address);
        return sessions.begin((Credential.Password) who.credential())
                .orElseThrow(() -> Problem.of(
                        Problem.Kind.UNAUTHENTICATED, "Not signed in", "The account has just changed; sign in again."));
    }

    private static String form(Problem refused, String next) {
        String why = refused.kind() == Problem.Kind.TOO_MANY ? "wait" : "wrong";
        return "/sign-in?failed=" + why + "&next=" + URLEncoder.encode(SafeNext.of(next), StandardCharsets.UTF_8);
    }
}
