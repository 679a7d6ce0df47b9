package io.stakeout.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.stakeout.cloudtrail.CloudTrailRecord;

/**
 * Who is watched, and for which incidents: an immutable snapshot, shared between threads without a lock.
 *
 * <p>Matching compares whole values at fixed places of {@code userIdentity} (and {@code sourceIPAddress}); a suspect
 * that is merely mentioned by somebody else, in a request or a response, is no match.
 */
public final class Watchlist {

    private static final Watchlist EMPTY = of(Set.of());

    record Key(SuspectType type, String value) {}

    private final Set<Watch> all;
    private final Map<Key, List<Watch>> watches;
    private final IdentifierTable identifiers;

    private Watchlist(Set<Watch> all, Map<Key, List<Watch>> watches) {
        this.all = all;
        this.watches = watches;
        this.identifiers = IdentifierTable.of(all);
    }

    public static Watchlist empty() {
        return EMPTY;
    }

    public static Watchlist of(Collection<Watch> all) {
        Set<Watch> once = Set.copyOf(all);
        Map<Key, List<Watch>> byKey = new HashMap<>();
        for (Watch watch : once) {
            Key key = new Key(watch.suspect().type(), watch.suspect().value());
            byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(watch);
        }
        return new Watchlist(once, byKey);
    }

    /** By how many values it watches, over all incidents. */
    public int size() {
        return all.size();
    }

    /** All of them, in no order. */
    public Set<Watch> watches() {
        return all;
    }

    /** Their values as bytes, for whoever looks for them in unparsed records; what isn't in it {@link #match} never matches. */
    public IdentifierTable identifiers() {
        return identifiers;
    }

    /** What is watched here and not there. */
    public Watchlist minus(Watchlist other) {
        if (other.all.isEmpty()) {
            return this;
        }
        return of(all.stream().filter(watch -> !other.all.contains(watch)).toList());
    }

    /**
     * The incidents that this record belongs to, ascending, and whose call it is there: of several identities the one
     * whose credential signed it. Empty when nobody watches its principal.
     */
    public Map<Long, Hit> match(CloudTrailRecord record) {
        return all.isEmpty() ? Map.of() : new Matching(watches, record).calls();
    }

    /**
     * The incidents in which this record, by whomever it is, proves what became of an identity, and of which: that a
     * service gave its role's credentials to an instance, that a console session was switched from it, or what the other
     * account saw of its call.
     */
    public Map<Long, Hit> proves(CloudTrailRecord record) {
        return all.isEmpty() ? Map.of() : new Matching(watches, record).proofs();
    }
}
