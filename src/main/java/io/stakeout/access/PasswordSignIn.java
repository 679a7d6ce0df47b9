package io.stakeout.access;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.Problem;

/**
 * Signing in with name and password: the form, HTTP Basic and the change of the own password pass here and share one
 * throttle. Blocking; holds no transaction while a password is checked.
 */
@ApplicationScoped
public class PasswordSignIn {

    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final VerifiedPasswords verified;
    private final FailedSignIns failures;

    PasswordSignIn(Passwords passwords, SignInThrottle throttle, VerifiedPasswords verified, FailedSignIns failures) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.verified = verified;
        this.failures = failures;
    }

    /** The credential on an operator at one moment. */
    private record Found(Actor actor, Credential.Password proof, boolean disabled, String hash) {}

    /**
     * Who this is, with the password checked now.
     *
     * @throws Problem UNAUTHENTICATED when the name or the password is wrong, without saying which; TOO_MANY when too
     *     many were
     */
    public SignedIn verify(String name, String password, String address) {
        return verify(name, password, address, find(name));
    }

    /** As {@link #verify}, but a password that was right within the last minute counts as checked. */
    public SignedIn identify(String name, String password, String address) {
        Optional<Found> found = find(name);
        Optional<SignedIn> remembered = found.filter(f -> !f.disabled && verified.holds(name, password, f.proof))
                .map(this::signedIn);
        return remembered.orElseGet(
                () -> verified.once(name, password, address, () -> verify(name, password, address, found)));
    }

    private SignedIn verify(String name, String password, String address, Optional<Found> found) {
        String account = found.map(f -> f.actor.name()).orElse(name.length() > 64 ? name.substring(0, 64) : name);
        Optional<Duration> wait = throttle.begin(account, address);
        if (wait.isPresent()) {
            throw Problem.tooMany("Too many failed sign-ins; wait and try again.", wait.get());
        }
        if (!right(account, password, address, found)) {
            failures.record(found.map(Found::actor), address);
            throw Problem.of(
                    Problem.Kind.UNAUTHENTICATED, "Not signed in", "Name or password is wrong; check both, try again.");
        }
        throttle.succeeded(account, address);
        verified.remember(name, password, found.orElseThrow().proof);
        return signedIn(found.orElseThrow());
    }

    private boolean right(String account, String password, String address, Optional<Found> found) {
        try {
            boolean matches = passwords.matches(password, found.map(Found::hash));
            return matches && !found.orElseThrow().disabled;
        } catch (Problem busy) {
            throttle.undecided(account, address);
            throw busy;
        }
    }

    private SignedIn signedIn(Found found) {
        return new SignedIn(found.actor, found.proof, verified.end());
    }

    private static Optional<Found> find(String name) {
        if (!name.matches(NewOperator.NAME)) {
            return Optional.empty();
        }
        return QuarkusTransaction.joiningExisting()
                .call(() -> OperatorRow.named(name)
                        .map(row -> new Found(
                                row.actor(),
                                new Credential.Password(row.id, row.epoch),
                                row.disabled,
                                row.passwordHash)));
    }
}
