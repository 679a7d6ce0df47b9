package io.stakeout.web.security;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import io.stakeout.Problem;

/**
 * Identifies who sends a request by session cookie, API token or Basic. Whoever can't be identified is nobody, and why
 * is kept: {@link DenyByDefault} refuses nobody where somebody is needed.
 */
@ApplicationScoped
class HttpSignIn implements HttpAuthenticationMechanism {

    private static final Logger LOG = Logger.getLogger(HttpSignIn.class);

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (OpenPaths.anonymous(context.normalizedPath())) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .deferred(() -> identify(context, providers))
                .onFailure()
                .recoverWithUni(failure -> nobody(context, failure));
    }

    private static Uni<SecurityIdentity> identify(RoutingContext context, IdentityProviderManager providers) {
        Optional<PresentedCredential> presented = PresentedCredential.of(context.request());
        return presented.isPresent()
                ? providers.authenticate(presented.get())
                : Uni.createFrom().nullItem();
    }

    private static Uni<SecurityIdentity> nobody(RoutingContext context, Throwable failure) {
        Problem why = failure instanceof Problem problem ? problem : unavailable(failure);
        Refusals.remember(context, why);
        return Uni.createFrom().nullItem();
    }

    private static Problem unavailable(Throwable failure) {
        LOG.error("a request could not be identified", failure);
        return Problem.of(
                Problem.Kind.UNAVAILABLE, "Can't sign in now", "Stakeout can't reach its database; try again shortly.");
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (!context.response().ended()) {
            Refusals.challenge(context);
        }
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(PresentedCredential.class);
    }
}
