package io.stakeout.web.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import io.stakeout.Problem;

/** Answers for requests that no endpoint gets to see. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final String REMEMBERED = "stakeout.refusal";
    private static final Problem NOBODY = Problem.of(
            Problem.Kind.UNAUTHENTICATED,
            "Not signed in",
            "Sign in, or send an API token in the Authorization header.");

    private Refusals() {}

    /** Keeps why nobody could be identified, for the case that somebody has to be. */
    static void remember(RoutingContext context, Problem why) {
        context.put(REMEMBERED, why);
    }

    /** Refuses because nobody is signed in: pages go to the sign-in page, everything else is told. */
    static void challenge(RoutingContext context) {
        Problem why = context.get(REMEMBERED, NOBODY);
        if (why.kind() == Problem.Kind.UNAUTHENTICATED && wantsPage(context.request())) {
            String next = URLEncoder.encode(SafeNext.of(context.request().uri()), StandardCharsets.UTF_8);
            context.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.LOCATION, "/sign-in?next=" + next)
                    .end();
            return;
        }
        send(context, why);
    }

    static void send(RoutingContext context, Problem problem) {
        ProblemBody body = ProblemBody.of(problem);
        LOG.debugf(
                "request refused status=%d title=%s correlationId=%s",
                body.status(), body.title(), body.correlationId());
        HttpServerResponse response = context.response();
        if (body.status() == 401) {
            // not Basic: a browser would open its own password dialogue
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        problem.retryAfter()
                .ifPresent(wait -> response.putHeader(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()))));
        response.setStatusCode(body.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .end(json(body));
    }

    private static String json(ProblemBody body) {
        return new JsonObject()
                .put("title", body.title())
                .put("status", body.status())
                .put("detail", body.detail())
                .put("correlationId", body.correlationId())
                .encode();
    }

    static boolean wantsPage(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.method().equals(HttpMethod.GET) && accept != null && accept.contains("text/html");
    }
}
