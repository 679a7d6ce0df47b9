package io.stakeout.web.security;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

import io.stakeout.access.Role;

/** Applies to every path without being named anywhere: a new endpoint is closed until somebody is signed in. */
@ApplicationScoped
class DenyByDefault implements HttpSecurityPolicy {

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        if (OpenPaths.open(request.normalizedPath())) {
            return CheckResult.permit();
        }
        return identity.map(who -> who.hasRole(Role.VIEWER.id()) ? CheckResult.PERMIT : CheckResult.DENY);
    }
}
