package io.stakeout.notify.slack.in;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.access.Role;

/** Which operator a Slack user is. Who is none, or is disabled, does nothing. */
@ApplicationScoped
class Badges {

    /** Before the operator's name, wherever it is written down who did something: it came from Slack. */
    private static final String FROM = "slack:";

    private final Operators operators;
    private final Workspace workspace;

    Badges(Operators operators, Workspace workspace) {
        this.operators = operators;
        this.workspace = workspace;
    }

    /**
     * Who acts, with the operator's own role and no more.
     *
     * @throws Problem FORBIDDEN when it is nobody that we know
     */
    Actor actor(Caller caller) {
        if (!workspace.ours(caller.team())) {
            throw Problem.forbidden(
                    "Another workspace",
                    "Your Slack user is of another workspace than Stakeout's. Nothing was done. Use the room.");
        }
        Operator operator = operators
                .ofSlackUser(caller.user())
                .orElseThrow(() -> Problem.forbidden(
                        "Not an operator",
                        "Your Slack user " + caller.user() + " belongs to no operator of Stakeout. Nothing was done. An"
                                + " admin enters it as slackUserId of your operator."));
        if (operator.disabled()) {
            throw Problem.forbidden("Operator disabled", "Your operator is disabled. Nothing was done. Ask an admin.");
        }
        return new Actor(FROM + operator.name(), operator.role(), Optional.of(operator.id()));
    }

    /** Who acts, when their role is enough for it, as the API asks for it too. */
    Actor actor(Caller caller, Role role) {
        Actor actor = actor(caller);
        if (!actor.role().includes(role)) {
            throw Problem.forbidden(
                    "Role missing",
                    "This needs the role " + role.id() + "; you are "
                            + actor.role().id() + ". Nothing was changed.");
        }
        return actor;
    }
}
