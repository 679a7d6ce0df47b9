package io.stakeout.web.security;

import java.util.UUID;

import io.stakeout.Problem;

/**
 * What people and scripts are told when a request is refused ({@code application/problem+json}).
 *
 * @param detail what was wrong and what to do
 * @param correlationId finds the log lines of this request
 */
public record ProblemBody(String title, int status, String detail, String correlationId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemBody of(int status, String title, String detail) {
        return new ProblemBody(title, status, detail, UUID.randomUUID().toString());
    }

    public static ProblemBody of(Problem problem) {
        return of(status(problem.kind()), problem.title(), problem.detail());
    }

    public static int status(Problem.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }
}
