package io.stakeout.audit;

import java.util.Set;

import io.stakeout.access.Actor;

/** What of the record an actor may not see: incidents can be restricted to named operators, admins included. */
public interface Visibility {

    /**
     * Those of the subjects (such as {@code incident:214}) whose details must be hidden from the actor. Blocking; asked
     * once a page. An exception hides the whole page.
     */
    Set<String> hidden(Actor actor, Set<String> subjects);
}
