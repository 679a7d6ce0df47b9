package io.stakeout.web.security;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import io.stakeout.Problem;

/** The first to see a request, before anybody is identified: headers, host name, origin. On the event loop. */
@ApplicationScoped
class RequestGate {

    /** Before authentication (200), so that a forged request costs no database read. */
    private static final int BEFORE_AUTHENTICATION = 1_000;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SecurityHeaders headers;
    private final SameOrigin sameOrigin;

    RequestGate(SecurityHeaders headers, SameOrigin sameOrigin) {
        this.headers = headers;
        this.sameOrigin = sameOrigin;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_AUTHENTICATION);
    }

    private void pass(RoutingContext context) {
        context.addHeadersEndHandler(done -> headers.put(
                context.normalizedPath(),
                context.response().getStatusCode(),
                context.response().headers()));
        refusal(context).ifPresentOrElse(why -> Refusals.send(context, why), context::next);
    }

    private Optional<Problem> refusal(RoutingContext context) {
        String path = context.normalizedPath();
        if (OpenPaths.health(path) || OpenPaths.signed(path)) {
            // probes come to the address of a container, not to a name, and a signature says more than an origin
            return Optional.empty();
        }
        HttpServerRequest request = context.request();
        return changes(request) ? sameOrigin.check(request) : sameOrigin.checkHost(request);
    }

    private static boolean changes(HttpServerRequest request) {
        return !SAFE.contains(request.method()) || request.headers().contains(HttpHeaders.UPGRADE);
    }
}
