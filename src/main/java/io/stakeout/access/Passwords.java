package io.stakeout.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.elytron.security.common.BcryptUtil;

import io.stakeout.Problem;

/** Hashes passwords and checks them. Thread-safe; each check costs CPU on purpose, so only a few run at a time. */
@ApplicationScoped
class Passwords {

    static final int SHORTEST = 12;
    /** bcrypt looks at no more: a longer password would be cut in silence. */
    static final int LONGEST = 72;

    private final int cost;
    private final String nobodysHash;
    private final Semaphore slots =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final AtomicLong checks = new AtomicLong();

    Passwords(AccessConfig config) {
        this.cost = config.bcryptCost();
        this.nobodysHash = BcryptUtil.bcryptHash(Secrets.fresh(), cost);
    }

    /** Refuses a password that can't be used, in words for the person who chose it. */
    static void check(String password) {
        int bytes = password == null ? 0 : password.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < SHORTEST) {
            throw Problem.invalid(
                    "Password too short",
                    "password: is shorter than %d bytes; choose a longer one.".formatted(SHORTEST));
        }
        if (bytes > LONGEST) {
            throw Problem.invalid(
                    "Password too long",
                    "password: is longer than %d bytes in UTF-8, more than bcrypt can see; choose a shorter one."
                            .formatted(LONGEST));
        }
        if (password.indexOf('\0') >= 0) {
            throw Problem.invalid("Password not usable", "password: holds a NUL character; leave it out.");
        }
    }

    String hash(String password) {
        check(password);
        return BcryptUtil.bcryptHash(password, cost);
    }

    /** Whether it matches; without a hash (nobody has that name) as slow as with one, and false. */
    boolean matches(String password, Optional<String> hash) {
        enter();
        try {
            checks.incrementAndGet();
            boolean usable = password.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
            boolean matches = BcryptUtil.matches(usable ? password : "", hash.orElse(nobodysHash));
            return matches && usable && hash.isPresent();
        } finally {
            slots.release();
        }
    }

    /** How many passwords were really checked since the start. */
    long checks() {
        return checks.get();
    }

    private void enter() {
        try {
            if (slots.tryAcquire(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(
                Problem.Kind.UNAVAILABLE, "Too busy", "Too many sign-ins at once; try again in a few seconds.");
    }
}
