package io.stakeout.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Which users and roles were active, by account and hour: the denominator of caps in percent. Sessions are not counted,
 * their roles are. Holds what is not in the database yet, bounded; the sources tell it what is new to them. Thread-safe.
 */
@ApplicationScoped
class Census {

    private static final int MOST = 50_000;

    /** What a principal is. */
    enum Kind {
        USER,
        ROLE,
        ROOT;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A principal that was active.
     *
     * @param account that it belongs to
     * @param hour of the event, in hours since 1970
     * @param principal ARN of a user or role
     */
    record Active(String account, long hour, String principal, Kind kind) {}

    private Set<Active> active = new HashSet<>();

    /** Beyond the bound it is dropped: a census that is a little short makes caps a little stricter. */
    synchronized void add(Active one) {
        if (active.size() < MOST) {
            active.add(one);
        }
    }

    /** Takes what was added since the last time. */
    synchronized List<Active> drain() {
        List<Active> drained = new ArrayList<>(active);
        active = new HashSet<>();
        return drained;
    }
}
