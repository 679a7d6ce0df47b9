package io.stakeout.containment;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Mode;
import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.access.Role;
import io.stakeout.containment.control.ContainmentConfig;

/** Who may decide on whose plan. A token acts for its owner; what has no person behind it decides nothing. */
@ApplicationScoped
class Persons {

    private final Operators operators;
    private final ContainmentConfig config;
    private final Mode mode;
    private final Clock clock;

    Persons(Operators operators, ContainmentConfig config, Mode mode, Clock clock) {
        this.operators = operators;
        this.config = config;
        this.mode = mode;
        this.clock = clock;
    }

    Optional<Operator> behind(Actor actor) {
        return actor.operatorId().flatMap(operators::find).filter(operator -> !operator.disabled());
    }

    /** Why this actor may not approve this plan; empty when it may. */
    Optional<String> whyNotApprove(Actor actor, PlanRow plan) {
        if (!actor.role().includes(Role.APPROVER)) {
            return Optional.of("An approver decides; you are " + actor.role().id() + ".");
        }
        Optional<Operator> person = behind(actor);
        if (person.isEmpty()) {
            return Optional.of("An approval is a person's; this token has nobody behind it.");
        }
        for (Long other : others(plan)) {
            Optional<String> same = operators.find(other).flatMap(o -> samePerson(person.get(), o));
            if (same.isPresent()) {
                return same;
            }
        }
        return tooNew(person.get(), plan);
    }

    /** Whoever drafted it, and whoever requested it. */
    private static Set<Long> others(PlanRow plan) {
        Set<Long> ids = new HashSet<>();
        Optional.ofNullable(plan.draftedById).ifPresent(ids::add);
        Optional.ofNullable(plan.requestedById).ifPresent(ids::add);
        return ids;
    }

    private static Optional<String> samePerson(Operator one, Operator other) {
        if (one.id() == other.id()) {
            return Optional.of("You drafted or requested it: another person approves.");
        }
        boolean shares = one.awsPrincipals().stream().anyMatch(other.awsPrincipals()::contains);
        boolean slack = one.slackUserId().isPresent() && one.slackUserId().equals(other.slackUserId());
        return shares || slack
                ? Optional.of("You and " + other.name()
                        + " share an AWS principal or Slack user, so you count as one person: another one approves.")
                : Optional.empty();
    }

    /** An account that was made, or got its power, just now or by the requester proves no second person. */
    private Optional<String> tooNew(Operator person, PlanRow plan) {
        if (mode.drill()) {
            return Optional.empty();
        }
        Instant since = clock.instant().minus(config.approverAge());
        if (person.createdAt().isAfter(since)) {
            return Optional.of("Your account is younger than " + config.approverAge() + ": it can't approve yet.");
        }
        boolean byThem = others(plan).stream()
                .flatMap(id -> operators.find(id).stream())
                .anyMatch(other -> other.name().equals(person.changedBy()));
        return byThem && person.changedAt().isAfter(since)
                ? Optional.of("Your account was changed by who drafted or requested this within the last "
                        + config.approverAge() + ": another person approves.")
                : Optional.empty();
    }
}
