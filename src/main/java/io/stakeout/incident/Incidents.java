package io.stakeout.incident;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.Actor;

/** The desk where incidents are opened, read and closed. Obeys restrictions: what an actor may not see isn't found. */
@ApplicationScoped
public class Incidents {

    /** All incidents that the actor may see, newest first. */
    public List<IncidentView> list(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** One incident; {@code NOT_FOUND} when it doesn't exist or the actor may not see it. */
    public IncidentView get(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }
}
