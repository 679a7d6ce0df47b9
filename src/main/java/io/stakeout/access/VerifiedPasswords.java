package io.stakeout.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Right passwords of the last minute, so that a script on HTTP Basic doesn't pay for bcrypt at each request. Remembered
 * under a MAC with a key of this process, never as such, together with the operator's epoch: a changed role, password
 * or "disabled", on whatever node, makes what is remembered worthless.
 */
@ApplicationScoped
class VerifiedPasswords {

    private static final int REMEMBERED = 1_000;

    private record Verified(Credential.Password proof, Instant until) {}

    private final AccessConfig config;
    private final Clock clock;
    private final byte[] key = new byte[32];
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<SignedIn>> running = new ConcurrentHashMap<>();

    VerifiedPasswords(AccessConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    boolean holds(String name, String password, Credential.Password proof) {
        return Optional.ofNullable(verified.get(mac(name, password)))
                .filter(v -> v.proof().equals(proof) && Instant.now(clock).isBefore(v.until()))
                .isPresent();
    }

    void remember(String name, String password, Credential.Password proof) {
        Instant now = Instant.now(clock);
        if (verified.size() >= REMEMBERED) {
            verified.values().removeIf(v -> !now.isBefore(v.until()));
        }
        if (verified.size() < REMEMBERED) {
            verified.put(mac(name, password), new Verified(proof, now.plus(config.basicCache())));
        }
    }

    Instant end() {
        return Instant.now(clock).plus(config.basicCache());
    }

    /** Lets equal checks from one address that run at the same moment share one result. */
    SignedIn once(String name, String password, String address, Supplier<SignedIn> check) {
        String id = mac(name, password) + address;
        CompletableFuture<SignedIn> mine = new CompletableFuture<>();
        CompletableFuture<SignedIn> other = running.putIfAbsent(id, mine);
        if (other != null) {
            return joined(other);
        }
        try {
            SignedIn result = check.get();
            mine.complete(result);
            return result;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(id, mine);
        }
    }

    private static SignedIn joined(CompletableFuture<SignedIn> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private String mac(String name, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((name.length() + ":" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
