package io.stakeout.web.pages;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.access.SignedIn;
import io.stakeout.web.security.CurrentActor;

/** Reads the person who asks for a page from the security identity. */
@RequestScoped
public class Viewers {

    private final Operators operators;
    private final SecurityIdentity identity;

    Viewers(Operators operators, SecurityIdentity identity) {
        this.operators = operators;
        this.identity = identity;
    }

    public Optional<Viewer> current() {
        return CurrentActor.find(identity).map(SignedIn::actor).map(this::viewer);
    }

    public Actor actor() {
        return CurrentActor.of(identity);
    }

    private Viewer viewer(Actor actor) {
        String shown = actor.operatorId()
                .flatMap(operators::find)
                .map(Operator::displayName)
                .orElse(actor.name());
        return new Viewer(actor.name(), shown, actor.role());
    }
}
