package io.stakeout;

/** A key can't be read or made, or isn't the one that was used. The message says what to do. */
public final class KeyUnusable extends RuntimeException {

    public KeyUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
