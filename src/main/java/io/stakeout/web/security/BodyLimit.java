package io.stakeout.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import io.stakeout.Problem;
import io.stakeout.ingest.IngestConfig;
import io.stakeout.signal.Delivery;

/**
 * Bounds request bodies: an import takes files, a webhook an event, everything else a form or a small JSON. Quarkus has one limit for
 * all routes, set out of the way; this sets the one that holds before anything is read.
 */
@ApplicationScoped
class BodyLimit {

    /** After Quarkus's own limit (order -2), which would set its own again. */
    private static final int AFTER_THE_GENERAL_LIMIT = 1;

    private static final long MOST = 1024 * 1024;

    private final long mostOfAnImport;

    BodyLimit(IngestConfig config) {
        this.mostOfAnImport = config.maxUpload();
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, AFTER_THE_GENERAL_LIMIT);
    }

    private void limit(RoutingContext context) {
        long most = most(context.normalizedPath());
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && tooLong(length, most)) {
            refuse(context, most);
            return;
        }
        // a body of unknown length may be read a little further, so that who reads it can say what was wrong
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most + MOST);
        context.next();
    }

    private long most(String path) {
        if (OpenPaths.signed(path)) {
            return Delivery.MOST_BYTES;
        }
        return path.equals("/api/imports") ? mostOfAnImport : MOST;
    }

    private static boolean tooLong(String length, long most) {
        try {
            return Long.parseLong(length.strip()) > most;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static void refuse(RoutingContext context, long most) {
        String size = most < MOST ? most / 1024 + " KB" : most / MOST + " MB";
        String detail = "The body is larger than " + size + "; nothing was done. Split it, or gzip a file.";
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        Refusals.send(context, Problem.of(Problem.Kind.TOO_LARGE, "Body too large", detail));
    }
}
