package io.stakeout.web.security;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

import io.stakeout.Problem;
import io.stakeout.access.PasswordSignIn;
import io.stakeout.access.Sessions;
import io.stakeout.access.SignedIn;
import io.stakeout.access.Tokens;

/** Finds out who presented a credential. Asks the database, so it runs on a worker thread. */
@ApplicationScoped
class Identities implements IdentityProvider<PresentedCredential> {

    private final Sessions sessions;
    private final Tokens tokens;
    private final PasswordSignIn passwords;

    Identities(Sessions sessions, Tokens tokens, PasswordSignIn passwords) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    @Override
    public Class<PresentedCredential> getRequestType() {
        return PresentedCredential.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(PresentedCredential presented, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(signedIn(presented)));
    }

    private SignedIn signedIn(PresentedCredential presented) {
        return switch (presented.kind()) {
            case COOKIE -> known(sessions.resume(presented.secret()), "Your session has ended; sign in again.");
            case TOKEN -> known(tokens.accept(presented.secret()), "The API token is unknown or has expired.");
            case PASSWORD -> passwords.identify(presented.name(), presented.secret(), presented.address());
        };
    }

    private static SignedIn known(Optional<SignedIn> who, String otherwise) {
        return who.orElseThrow(() -> Problem.of(Problem.Kind.UNAUTHENTICATED, "Not signed in", otherwise));
    }

    private static SecurityIdentity identity(SignedIn who) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(who.actor().name()))
                .addRoles(who.actor().role().effectiveIds())
                .addAttribute(CurrentActor.ATTRIBUTE, who)
                .build();
    }
}
