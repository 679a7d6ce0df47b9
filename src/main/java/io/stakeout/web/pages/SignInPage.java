package io.stakeout.web.pages;

import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import org.jboss.resteasy.reactive.RestQuery;

/** The form; who posts it is dealt with by the security edge. */
@Path("/sign-in")
public class SignInPage {

    private final Frames frames;
    private final SignInHints hints;

    SignInPage(Frames frames, SignInHints hints) {
        this.frames = frames;
        this.hints = hints;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance form(@RestQuery String problem, @RestQuery String failed, @RestQuery String next) {
        String reason = Optional.ofNullable(problem).orElse(failed);
        return new Templates.SignIn(
                frames.with("Sign in", "", "src/sign-in.ts"), SignInView.of(reason, next, hints.accounts()));
    }
}
