package io.stakeout.drill;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.stakeout.drill.Wording.Subject;

/** A place where one policy at a time may stand, and which a test fills and empties by the SDK. */
interface Shelf {

    String name();

    /** Whom a policy that stands here reaches. */
    Set<Subject> reach();

    /** Whether a policy of this wording can stand here. */
    boolean takes(Wording wording);

    /** Puts a policy here, in place of the one that is here. */
    void put(Wording wording);

    /** Takes away what is here; does nothing when nothing is. */
    void clear();

    /** What AWS's reads show here now: the policy, by whatever tells it best; none when it is empty. */
    List<String> shown();

    /** What reads ought to show once a policy of this wording is here. */
    String expected(Wording wording);

    static Set<Subject> user() {
        return EnumSet.of(Subject.USER);
    }

    static Set<Subject> session() {
        return EnumSet.of(Subject.SESSION);
    }
}
