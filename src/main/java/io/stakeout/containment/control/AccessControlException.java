package io.stakeout.containment.control;

import java.util.Optional;

/** AWS did not do what it was asked; says whether asking again can help. */
public abstract sealed class AccessControlException extends RuntimeException {

    private final String code;
    private final String requestId;

    AccessControlException(String code, String message, String requestId) {
        super(message);
        this.code = code;
        this.requestId = requestId;
    }

    /** AWS's error code, for example {@code AccessDenied}, or a word of our own. */
    public String code() {
        return code;
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** It may work in a while: throttled, AWS in trouble, or not reached; whether it took effect is unknown. */
    public static final class Retryable extends AccessControlException {
        public Retryable(String code, String message, String requestId) {
            super(code, message, requestId);
        }
    }

    /** It won't work as things are: denied, over a limit, malformed, not allowed for this principal. */
    public static final class Permanent extends AccessControlException {
        public Permanent(String code, String message, String requestId) {
            super(code, message, requestId);
        }
    }

    /** There is no such principal, key or policy (any more). */
    public static final class Gone extends AccessControlException {
        public Gone(String message, String requestId) {
            super("NoSuchEntity", message, requestId);
        }
    }
}
