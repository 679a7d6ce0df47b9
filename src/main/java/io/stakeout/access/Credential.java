package io.stakeout.access;

/** What somebody is signed in with: enough to ask later whether it still holds, useless for signing in. */
public sealed interface Credential {

    /** @param hash SHA-256 (hex) of what the cookie holds */
    record BrowserSession(String hash) implements Credential {}

    record Token(long id) implements Credential {}

    /** @param epoch the operator's epoch when the password was checked; a later epoch ends it */
    record Password(long operatorId, long epoch) implements Credential {}
}
