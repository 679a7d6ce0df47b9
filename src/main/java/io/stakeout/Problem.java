package io.stakeout;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that can't be carried out, told to the person who made it: what was wrong, what is still true, what to do.
 * The web edge turns it into {@code application/problem+json}; features throw it, nobody else catches it.
 */
public final class Problem extends RuntimeException {

    /** What kind of refusal this is; the web edge knows which status belongs to it. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        TOO_LARGE,
        TOO_MANY,
        UNAVAILABLE
    }

    private final Kind kind;
    private final String title;
    private final Duration retryAfter;

    private Problem(Kind kind, String title, String detail, Duration retryAfter) {
        super(detail);
        this.kind = kind;
        this.title = title;
        this.retryAfter = retryAfter;
    }

    public static Problem of(Kind kind, String title, String detail) {
        return new Problem(kind, title, detail, null);
    }

    public static Problem invalid(String title, String detail) {
        return of(Kind.INVALID, title, detail);
    }

    public static Problem notFound(String what, String detail) {
        return of(Kind.NOT_FOUND, what + " not found", detail);
    }

    public static Problem conflict(String title, String detail) {
        return of(Kind.CONFLICT, title, detail);
    }

    public static Problem forbidden(String title, String detail) {
        return of(Kind.FORBIDDEN, title, detail);
    }

    public static Problem tooMany(String detail, Duration retryAfter) {
        return new Problem(Kind.TOO_MANY, "Too many requests", detail, retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    /** What was wrong and what to do. */
    public String detail() {
        return getMessage();
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
