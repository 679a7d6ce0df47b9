package io.stakeout.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import io.quarkus.panache.common.Sort;

import io.stakeout.Problem;

/** The people who may sign in. Changes are serialised by the database, over all nodes. */
@ApplicationScoped
public class Operators {

    /** Held while operators change, so that two admins can't demote each other at the same moment. */
    private static final long CHANGE_LOCK = 0x5354_4b4f_5045_52L;

    private final Passwords passwords;
    private final Revocation revocation;
    private final Event<AccessAct> acts;
    private final EntityManager database;
    private final Clock clock;

    Operators(Passwords passwords, Revocation revocation, Event<AccessAct> acts, EntityManager database, Clock clock) {
        this.passwords = passwords;
        this.revocation = revocation;
        this.acts = acts;
        this.database = database;
        this.clock = clock;
    }

    @Transactional
    public List<Operator> list() {
        return OperatorRow.<OperatorRow>listAll(Sort.by("name")).stream()
                .map(OperatorRow::view)
                .toList();
    }

    @Transactional
    public Optional<Operator> find(long id) {
        return OperatorRow.<OperatorRow>findByIdOptional(id).map(OperatorRow::view);
    }

    /** Whose Slack user this is. */
    @Transactional
    public Optional<Operator> ofSlackUser(String slackUserId) {
        return OperatorRow.ofSlackUser(slackUserId).map(OperatorRow::view);
    }

    /** The name behind an actor's operator id. */
    @Transactional
    public Optional<String> nameOf(long id) {
        return OperatorRow.<OperatorRow>findByIdOptional(id).map(row -> row.name);
    }

    /** Those of the names that are operators'. */
    @Transactional
    public Set<String> known(Set<String> names) {
        return names.isEmpty()
                ? Set.of()
                : OperatorRow.<OperatorRow>list("name in ?1", names).stream()
                        .map(row -> row.name)
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Transactional
    public Operator create(Actor by, NewOperator operator) {
        lockChanges();
        if (OperatorRow.named(operator.name()).isPresent()) {
            throw Problem.conflict(
                    "Name taken", "name: there is an operator %s; choose another.".formatted(operator.name()));
        }
        refuseTakenSlackUser(operator.slackUserId(), null);
        OperatorRow row = newRow(by, operator);
        row.persist();
        acts.fire(new AccessAct(
                by, "operator.created", subject(row), Map.of("role", row.role, "breakGlass", row.breakGlass)));
        return row.view();
    }

    @Transactional
    public Operator change(Actor by, long id, OperatorChange change) {
        lockChanges();
        OperatorRow row = row(id);
        refuseUnsafe(by, row, change);
        change.slackUserId().filter(s -> !s.isEmpty()).ifPresent(s -> refuseTakenSlackUser(Optional.of(s), row.id));
        if (change.endsSessions(row)) {
            revocation.endAll(row, change.endsTokens(row), Set.of());
        }
        apply(row, change);
        stamp(row, by);
        // the row before the audit's lock, in which order a sign-in takes them too
        database.flush();
        acts.fire(new AccessAct(by, "operator.changed", subject(row), change.told()));
        return row.view();
    }

    /**
     * An operator changes the own password: every other session ends, the one at hand stays. Who changed the account
     * last stays as it was: whoever reset somebody's password and signed in as them must not wipe that out.
     */
    @Transactional
    public void changePassword(SignedIn who, long id, String next) {
        lockChanges();
        OperatorRow row = row(id);
        String hash = passwords.hash(next);
        revocation.endAll(row, false, Set.of(who.credential()));
        row.passwordHash = hash;
        // the row before the audit's lock, in which order a sign-in takes them too
        database.flush();
        acts.fire(new AccessAct(who.actor(), "password.changed", subject(row), Map.of()));
    }

    /** Makes the operator, or puts it back to exactly this: the drill's accounts at each start. */
    @Transactional
    void reset(NewOperator operator) {
        lockChanges();
        Optional<OperatorRow> known = OperatorRow.named(operator.name());
        if (known.isEmpty()) {
            create(Actor.STAKEOUT, operator);
            return;
        }
        OperatorRow row = known.get();
        revocation.endAll(row, true, Set.of());
        row.role = operator.role().id();
        row.disabled = false;
        row.breakGlass = operator.breakGlass();
        row.passwordHash = passwords.hash(operator.password());
        stamp(row, Actor.STAKEOUT);
    }

    /** Makes the operator when there is none at all yet; says whether it did. */
    @Transactional
    boolean createFirst(NewOperator operator) {
        lockChanges();
        if (OperatorRow.count() > 0) {
            return false;
        }
        create(Actor.STAKEOUT, operator);
        return true;
    }

    @Transactional
    boolean none() {
        return OperatorRow.count() == 0;
    }

    static String subject(OperatorRow row) {
        return "operator:" + row.name;
    }

    private void refuseUnsafe(Actor by, OperatorRow row, OperatorChange change) {
        boolean own = by.operatorId().filter(row.id::equals).isPresent();
        if (own && change.changesRole(row)) {
            throw Problem.conflict("Own role", "role: nobody changes their own role; ask another admin.");
        }
        if (own && change.password().isPresent()) {
            throw Problem.conflict("Own password", "password: change your own password with POST /api/me/password.");
        }
        long admins = OperatorRow.count("role = ?1 and disabled = false", Role.ADMIN.id());
        if (change.takesAdmin(row) && admins <= 1) {
            throw Problem.conflict(
                    "Last admin", "%s is the last enabled admin; make another admin first.".formatted(row.name));
        }
    }

    private void refuseTakenSlackUser(Optional<String> slackUserId, Long except) {
        slackUserId
                .flatMap(OperatorRow::ofSlackUser)
                .filter(other -> !other.id.equals(except))
                .ifPresent(other -> {
                    throw Problem.conflict(
                            "Slack user taken",
                            "slackUserId: belongs to operator %s; remove it there first.".formatted(other.name));
                });
    }

    private void apply(OperatorRow row, OperatorChange change) {
        change.displayName().ifPresent(v -> row.displayName = v.strip());
        change.role().ifPresent(v -> row.role = v.id());
        change.disabled().ifPresent(v -> row.disabled = v);
        change.breakGlass().ifPresent(v -> row.breakGlass = v);
        change.awsPrincipals().ifPresent(v -> row.awsPrincipals = List.copyOf(v));
        change.slackUserId().ifPresent(v -> row.slackUserId = v.isEmpty() ? null : v);
        change.password().ifPresent(v -> row.passwordHash = passwords.hash(v));
    }

    private OperatorRow newRow(Actor by, NewOperator operator) {
        OperatorRow row = new OperatorRow();
        row.name = operator.name();
        row.displayName = operator.displayName();
        row.role = operator.role().id();
        row.breakGlass = operator.breakGlass();
        row.awsPrincipals = operator.awsPrincipals();
        row.slackUserId = operator.slackUserId().orElse(null);
        row.passwordHash = passwords.hash(operator.password());
        stamp(row, by);
        row.createdAt = row.changedAt;
        row.createdBy = row.changedBy;
        return row;
    }

    private void stamp(OperatorRow row, Actor by) {
        row.changedAt = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        row.changedBy = by.name();
    }

    private static OperatorRow row(long id) {
        return OperatorRow.<OperatorRow>findByIdOptional(id)
                .orElseThrow(() -> Problem.notFound("Operator", "There is no operator with this id."));
    }

    private void lockChanges() {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)")
                .setParameter("lock", CHANGE_LOCK)
                .getSingleResult();
    }
}
