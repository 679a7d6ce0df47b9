package io.stakeout.containment.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.stakeout.cloudtrail.Classifier;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Identity;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.cloudtrail.Sentences;
import io.stakeout.cloudtrail.Text;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/**
 * What is under containment, and which calls touch it: by what they are done to, whoever makes them, refused attempts
 * included. A throttled call wasn't looked at by AWS. Pure, immutable.
 */
final class Guarded {

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST = 1_000;

    /** A plan by what calls could take back of it; names in lower case. */
    private record Hold(
            long plan, Set<String> principals, Set<String> policies, Set<String> keys, Set<String> controlled) {

        private static Hold of(Case cut) {
            return new Hold(
                    cut.plan(),
                    cut.cut().stream().map(Guarded::id).collect(Collectors.toUnmodifiableSet()),
                    names(cut, Slot.InlinePolicy.class, Slot.InlinePolicy::policy),
                    names(cut, Slot.KeyStatus.class, Slot.KeyStatus::keyId),
                    names(cut, Slot.ControlPolicy.class, slot -> slot.account() + " " + slot.policy()));
        }

        private static <T extends Slot> Set<String> names(Case cut, Class<T> type, Function<T, String> name) {
            return cut.slots().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .map(name)
                    .map(MoveRequest::lower)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private boolean controls(Predicate<String> accountAndName) {
            return controlled.stream().anyMatch(accountAndName);
        }
    }

    private final List<Hold> holds;

    private Guarded(List<Hold> holds) {
        this.holds = List.copyOf(holds);
    }

    /** Plans that take others back guard nothing. */
    static Guarded of(List<Case> cases) {
        return new Guarded(
                cases.stream().filter(cut -> !cut.undo()).map(Hold::of).toList());
    }

    Set<Long> plans() {
        return holds.stream().map(Hold::plan).collect(Collectors.toUnmodifiableSet());
    }

    boolean concerns(CloudTrailRecord record) {
        return !plansTouched(record).isEmpty();
    }

    /** A move against each plan that the call touches. */
    List<CounterMove> moves(CloudTrailRecord record) {
        List<Long> plans = plansTouched(record);
        Outcome outcome = Classifier.shipped().classify(record).outcome();
        if (plans.isEmpty() || outcome == Outcome.THROTTLED) {
            return List.of();
        }
        MoveKind kind = MoveKind.of(record).orElseThrow();
        return plans.stream().map(plan -> move(plan, kind, record, outcome)).toList();
    }

    private static CounterMove move(long plan, MoveKind kind, CloudTrailRecord record, Outcome outcome) {
        return new CounterMove(
                plan,
                Text.storable(record.eventId()),
                record.eventTime(),
                record.text("requestID").map(id -> Text.shown(id, LONGEST_NAME)),
                Identity.of(record.principal()).label(),
                kind.call(),
                outcome,
                Text.shown(Sentences.of(record, outcome).text() + ": " + end(kind, outcome), LONGEST));
    }

    private static String end(MoveKind kind, Outcome outcome) {
        return switch (outcome) {
            case OK -> kind.meaning() + ".";
            case DENIED -> "denied, nothing has changed.";
            default -> "failed, nothing has changed.";
        };
    }

    private List<Long> plansTouched(CloudTrailRecord record) {
        Optional<MoveKind> kind = MoveKind.of(record);
        if (kind.isEmpty() || holds.isEmpty()) {
            return List.of();
        }
        MoveRequest request = new MoveRequest(record);
        List<Long> plans = new ArrayList<>();
        holds.stream()
                .filter(hold -> touches(kind.get(), request, hold) && applies(kind.get(), request, hold))
                .forEach(hold -> plans.add(hold.plan()));
        return plans;
    }

    private static boolean touches(MoveKind kind, MoveRequest request, Hold hold) {
        String account = request.account();
        return switch (kind.on()) {
            case USER -> has(hold, "user", account, request.user()) || hasKey(hold, request);
            case ROLE -> has(hold, "role", account, request.role());
            case ROOT -> has(hold, "root", request.target().orElse(""), Optional.of("root"));
            case POLICY_TARGET, POLICY_ACCOUNT ->
                hold.controls(name -> name.startsWith(request.target().orElse(account) + " "));
            case POLICY_NAME ->
                request.controlPolicy()
                        .filter(policy -> hold.controls(name -> name.endsWith(" " + policy)))
                        .isPresent();
            case ORGANIZATION -> hold.controls(name -> true);
        };
    }

    private static boolean has(Hold hold, String kind, String account, Optional<String> name) {
        return name.filter(text -> hold.principals().contains(kind + " " + account + " " + text))
                .isPresent();
    }

    private static boolean hasKey(Hold hold, MoveRequest request) {
        return request.key()
                .filter(key -> hold.keys().contains(MoveRequest.lower(key)))
                .isPresent();
    }

    private static boolean applies(MoveKind kind, MoveRequest request, Hold hold) {
        return switch (kind.when()) {
            case ANY -> true;
            case OUR_POLICY -> hold.policies().stream().anyMatch(request::isPolicy);
            case DENY_POLICY -> request.takesOffADeny();
            case ACTIVE -> request.activates();
        };
    }

    private static String id(PrincipalRef principal) {
        return principal.kind().id() + " " + principal.account() + " " + MoveRequest.lower(principal.name());
    }
}
