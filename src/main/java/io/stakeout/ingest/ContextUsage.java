package io.stakeout.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.ingest.scan.Sighting;

/**
 * How what belongs to suspects (a role, a key, a user) is used by whomever: calls by hour, and by which sessions, from
 * which addresses, with which agents; the source of impact previews. Allocates only for what is new in its hour. Holds
 * what is not in the database yet, bounded. Thread-safe.
 */
@ApplicationScoped
class ContextUsage {

    private static final int MOST_HOURS = 4_096;

    /** What is counted of a context in an hour. */
    enum Kind {
        /** All calls; its value is empty. */
        CALL,
        /** By principal id with the session's name. */
        SESSION,
        /** By source address. */
        ADDRESS,
        /** By the first word of the agent, without version. */
        AGENT;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Calls since the last time that this was asked.
     *
     * @param identifier as in {@link io.stakeout.watch.IdentifierTable}
     * @param hour of the events, in hours since 1970
     */
    record Used(String identifier, long hour, Kind kind, String value, long calls) {}

    private final Map<String, HourOfUse> newest = new HashMap<>();
    private int hours;

    /** Takes the event's use of each of its contexts. */
    synchronized void saw(Sighting event, long hour) {
        for (int n = 0; n < event.contexts(); n++) {
            HourOfUse use = of(event.context(n), hour);
            if (use != null) {
                use.saw(event);
            }
        }
    }

    /** Null beyond the bound: a preview that is short of an old hour does no harm. */
    private HourOfUse of(String identifier, long hour) {
        HourOfUse first = newest.get(identifier);
        for (HourOfUse use = first; use != null; use = use.older) {
            if (use.hour == hour) {
                return use;
            }
        }
        if (hours >= MOST_HOURS) {
            return null;
        }
        hours++;
        HourOfUse fresh = new HourOfUse(hour, first);
        newest.put(identifier, fresh);
        return fresh;
    }

    /** What was counted since the last time; what was not used since then is forgotten. */
    synchronized List<Used> drain() {
        List<Used> drained = new ArrayList<>();
        hours = 0;
        newest.replaceAll((identifier, first) -> drained(identifier, first, drained));
        newest.values().removeIf(use -> use == HourOfUse.NONE);
        return drained;
    }

    private HourOfUse drained(String identifier, HourOfUse first, List<Used> into) {
        HourOfUse kept = null;
        for (HourOfUse use = first; use != null; use = use.older) {
            if (use.drain(identifier, into)) {
                hours++;
                kept = use.before(kept);
            }
        }
        return kept == null ? HourOfUse.NONE : kept;
    }

    /** Gives back what could not be written. */
    synchronized void restore(List<Used> unwritten) {
        for (Used used : unwritten) {
            HourOfUse use = of(used.identifier(), used.hour());
            if (use != null) {
                use.add(used);
            }
        }
    }
}
