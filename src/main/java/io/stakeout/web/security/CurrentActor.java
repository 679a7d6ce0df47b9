package io.stakeout.web.security;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.SignedIn;

/** Who makes the request at hand. */
@RequestScoped
public class CurrentActor {

    static final String ATTRIBUTE = "stakeout.signed-in";

    private final SecurityIdentity identity;

    CurrentActor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** @throws Problem UNAUTHENTICATED when nobody is signed in */
    public Actor get() {
        return of(identity);
    }

    /** Also with what, and how long it holds at most. */
    public SignedIn signedIn() {
        return signedIn(identity);
    }

    public static Actor of(SecurityIdentity identity) {
        return signedIn(identity).actor();
    }

    public static SignedIn signedIn(SecurityIdentity identity) {
        return find(identity)
                .orElseThrow(() -> Problem.of(Problem.Kind.UNAUTHENTICATED, "Not signed in", "Sign in first."));
    }

    /** For pages that also answer without sign-in. */
    public static Optional<SignedIn> find(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(ATTRIBUTE));
    }
}
