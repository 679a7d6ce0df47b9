package io.stakeout.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import io.quarkus.scheduler.Scheduled;

/** Browser sessions. The database is asked each time, so an ended session is ended on all nodes. */
@ApplicationScoped
public class Sessions {

    /** Using a session is written down no more often than this. */
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final AccessConfig config;
    private final Revocation revocation;
    private final Event<AccessAct> acts;
    private final Clock clock;

    Sessions(AccessConfig config, Revocation revocation, Event<AccessAct> acts, Clock clock) {
        this.config = config;
        this.revocation = revocation;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Begins a session for somebody whose password was just checked.
     *
     * @return what the cookie holds; empty when the operator was changed in between
     */
    @Transactional
    public Optional<String> begin(Credential.Password proof) {
        Optional<OperatorRow> operator = OperatorRow.<OperatorRow>findByIdOptional(
                        proof.operatorId(), LockModeType.PESSIMISTIC_READ)
                .filter(row -> !row.disabled && row.epoch == proof.epoch());
        return operator.map(row -> {
            String secret = Secrets.fresh();
            SessionRow session = new SessionRow();
            session.hash = Secrets.hash(secret);
            session.operatorId = row.id;
            session.createdAt = Instant.now(clock);
            session.lastUsed = session.createdAt;
            session.expiresAt = session.createdAt.plus(config.sessionLifetime());
            session.persist();
            acts.fire(new AccessAct(row.actor(), "session.begun", Operators.subject(row), Map.of()));
            return secret;
        });
    }

    /** Who holds this cookie, when its session still holds; using it keeps it from going idle. */
    @Transactional
    public Optional<SignedIn> resume(String secret) {
        Instant now = Instant.now(clock);
        Optional<SessionRow> session =
                SessionRow.<SessionRow>findByIdOptional(Secrets.hash(secret)).filter(row -> holds(row, now));
        return session.flatMap(row -> OperatorRow.<OperatorRow>findByIdOptional(row.operatorId)
                .filter(operator -> !operator.disabled)
                .map(operator -> {
                    touch(row, now);
                    return new SignedIn(operator.actor(), row.credential(), row.expiresAt);
                }));
    }

    /** Ends one session; nothing happens when it has ended already. */
    @Transactional
    public void end(String secret) {
        SessionRow.<SessionRow>findByIdOptional(Secrets.hash(secret), LockModeType.PESSIMISTIC_WRITE)
                .ifPresent(session -> {
                    OperatorRow operator = OperatorRow.findById(session.operatorId);
                    session.delete();
                    revocation.end(session.credential());
                    acts.fire(new AccessAct(operator.actor(), "session.ended", Operators.subject(operator), Map.of()));
                });
    }

    /**
     * Which of these still hold: three queries, however many are asked. For what outlives a request, such as an open
     * socket. Asking doesn't keep a session from going idle.
     */
    @Transactional
    public Set<Credential> stillValid(Collection<Credential> asked) {
        Instant now = Instant.now(clock);
        Set<Credential> valid = new HashSet<>();
        valid.addAll(validSessions(asked, now));
        valid.addAll(validTokens(asked, now));
        valid.addAll(validPasswords(asked));
        valid.retainAll(new HashSet<>(asked));
        return valid;
    }

    @Scheduled(every = "10m", delayed = "1m")
    @Transactional
    void sweep() {
        Instant now = Instant.now(clock);
        SessionRow.delete("expiresAt <= ?1 or lastUsed <= ?2", now, now.minus(config.sessionIdle()));
    }

    private List<Credential> validSessions(Collection<Credential> asked, Instant now) {
        List<String> hashes = only(asked, Credential.BrowserSession.class).stream()
                .map(Credential.BrowserSession::hash)
                .toList();
        return hashes.isEmpty()
                ? List.of()
                : SessionRow.<SessionRow>list("hash in ?1", hashes).stream()
                        .filter(row -> holds(row, now))
                        .map(SessionRow::credential)
                        .toList();
    }

    private List<Credential> validTokens(Collection<Credential> asked, Instant now) {
        List<Long> ids = only(asked, Credential.Token.class).stream()
                .map(Credential.Token::id)
                .toList();
        return ids.isEmpty()
                ? List.of()
                : TokenRow.<TokenRow>list("id in ?1 and expiresAt > ?2", ids, now).stream()
                        .map(TokenRow::credential)
                        .toList();
    }

    private List<Credential> validPasswords(Collection<Credential> asked) {
        List<Long> ids = only(asked, Credential.Password.class).stream()
                .map(Credential.Password::operatorId)
                .toList();
        return ids.isEmpty()
                ? List.of()
                : OperatorRow.<OperatorRow>list("id in ?1 and disabled = false", ids).stream()
                        .map(row -> (Credential) new Credential.Password(row.id, row.epoch))
                        .toList();
    }

    private static <T extends Credential> List<T> only(Collection<Credential> asked, Class<T> kind) {
        return asked.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private boolean holds(SessionRow row, Instant now) {
        return now.isBefore(row.expiresAt) && now.isBefore(row.lastUsed.plus(config.sessionIdle()));
    }

    private static void touch(SessionRow row, Instant now) {
        if (!now.isBefore(row.lastUsed.plus(TOUCH))) {
            // a plain update, not a dirty entity: a sign-out at the same moment must not fail this request
            SessionRow.update("lastUsed = ?1 where hash = ?2", now, row.hash);
        }
    }
}
