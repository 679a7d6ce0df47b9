package io.stakeout.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import io.quarkus.panache.common.Sort;

import io.stakeout.Problem;

/** API tokens: what scripts sign in with. A token never may more than its owner may at that moment. */
@ApplicationScoped
public class Tokens {

    public static final String PREFIX = "stk_";
    public static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final AccessConfig config;
    private final Revocation revocation;
    private final Event<AccessAct> acts;
    private final Clock clock;

    Tokens(AccessConfig config, Revocation revocation, Event<AccessAct> acts, Clock clock) {
        this.config = config;
        this.revocation = revocation;
        this.acts = acts;
        this.clock = clock;
    }

    /** The actor's own tokens; an admin sees all. */
    @Transactional
    public List<ApiToken> list(Actor actor) {
        List<TokenRow> rows = actor.role() == Role.ADMIN
                ? TokenRow.listAll(Sort.by("id"))
                : TokenRow.list("operatorId = ?1 order by id", owner(actor));
        Map<Long, String> names =
                OperatorRow.<OperatorRow>listAll().stream().collect(Collectors.toMap(row -> row.id, row -> row.name));
        return rows.stream().map(row -> row.view(names.get(row.operatorId))).toList();
    }

    /** Makes a token for the operator who asks; a token can't make tokens. */
    @Transactional
    public ApiToken.Issued create(SignedIn who, String name, Role role, Optional<Instant> expiresAt) {
        if (who.credential() instanceof Credential.Token) {
            throw Problem.forbidden("Tokens don't make tokens", "Sign in as an operator to make an API token.");
        }
        if (!who.actor().role().includes(role)) {
            throw Problem.forbidden(
                    "Role above your own",
                    "role: a token may have your own role (%s) at most."
                            .formatted(who.actor().role().id()));
        }
        Instant now = Instant.now(clock);
        Instant end = expiresAt.orElse(now.plus(config.tokenLifetime()));
        refuseExpiry(now, end);
        long owner = owner(who.actor());
        // one maker at a time, so that two of one name are one and a conflict
        OperatorRow.findById(owner, LockModeType.PESSIMISTIC_WRITE);
        if (TokenRow.count("operatorId = ?1 and name = ?2", owner, name) > 0) {
            throw Problem.conflict("Name taken", "name: you have a token %s; choose another name.".formatted(name));
        }
        String secret = PREFIX + Secrets.fresh();
        TokenRow row = newRow(owner, name, role, secret, now, end);
        row.persist();
        acts.fire(new AccessAct(
                who.actor(), "token.created", subject(row), Map.of("role", row.role, "expiresAt", end, "name", name)));
        return new ApiToken.Issued(row.view(who.actor().name()), secret);
    }

    @Transactional
    public void delete(Actor actor, long id) {
        TokenRow row = TokenRow.<TokenRow>findByIdOptional(id)
                .filter(found -> actor.role() == Role.ADMIN
                        || actor.operatorId().filter(o -> o == found.operatorId).isPresent())
                .orElseThrow(() -> Problem.notFound("Token", "You have no token with this id."));
        TokenRow.delete("id", row.id);
        revocation.end(row.credential());
        acts.fire(new AccessAct(actor, "token.deleted", subject(row), Map.of("name", row.name)));
    }

    /** Who sent this token, when it still holds. */
    @Transactional
    public Optional<SignedIn> accept(String secret) {
        Instant now = Instant.now(clock);
        Optional<TokenRow> token = secret.startsWith(PREFIX)
                ? TokenRow.find("hash = ?1 and expiresAt > ?2", Secrets.hash(secret), now)
                        .firstResultOptional()
                : Optional.empty();
        return token.flatMap(row -> OperatorRow.<OperatorRow>findByIdOptional(row.operatorId)
                .filter(operator -> !operator.disabled)
                .map(operator -> {
                    touch(row, now);
                    return new SignedIn(actor(row, operator), row.credential(), row.expiresAt);
                }));
    }

    private static Actor actor(TokenRow row, OperatorRow owner) {
        Role role = Role.byId(row.role).filter(owner.role()::includes).orElse(owner.role());
        return new Actor("token:" + row.name, role, Optional.of(owner.id));
    }

    private static void touch(TokenRow row, Instant now) {
        if (row.lastUsed == null || !now.isBefore(row.lastUsed.plus(TOUCH))) {
            TokenRow.update("lastUsed = ?1 where id = ?2", now, row.id);
        }
    }

    private static void refuseExpiry(Instant now, Instant end) {
        if (!end.isAfter(now)) {
            throw Problem.invalid("Expiry in the past", "expiresAt: lies in the past; choose a later time.");
        }
        if (end.isAfter(now.plus(LONGEST))) {
            throw Problem.invalid(
                    "Expiry too late", "expiresAt: a token lives a year at most; choose an earlier time.");
        }
    }

    private static TokenRow newRow(long owner, String name, Role role, String secret, Instant now, Instant end) {
        TokenRow row = new TokenRow();
        row.operatorId = owner;
        row.name = name;
        row.role = role.id();
        row.hash = Secrets.hash(secret);
        row.createdAt = now;
        row.expiresAt = end;
        return row;
    }

    private static String subject(TokenRow row) {
        return "token:" + row.id;
    }

    private static long owner(Actor actor) {
        return actor.operatorId()
                .orElseThrow(() -> Problem.forbidden("No operator", "Only an operator can have API tokens."));
    }
}
