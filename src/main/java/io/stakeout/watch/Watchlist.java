package io.stakeout.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;

/**
 * Who is watched, and for which incidents: an immutable snapshot, shared between threads without a lock.
 *
 * <p>Matching compares whole values at fixed places of {@code userIdentity} (and {@code sourceIPAddress}); a suspect
 * that is merely mentioned by somebody else, in a request or a response, is no match.
 */
public final class Watchlist {

    private static final Watchlist EMPTY = of(Set.of());

    private record Key(SuspectType type, String value) {}

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
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(watch);
        }
        return new Watchlist(once, byKey);
    }

    /** How many suspects are watched, over all incidents. */
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

    /** The incidents that this record belongs to, ascending; empty when nobody watches its principal. */
    public Set<Long> match(CloudTrailRecord record) {
        if (all.isEmpty()) {
            return Set.of();
        }
        Hits hits = new Hits(record);
        Principal who = record.principal();
        hits.on(SuspectType.ACCESS_KEY, who.accessKeyId());
        hits.on(SuspectType.PRINCIPAL_ARN, who.arn());
        hits.on(SuspectType.PRINCIPAL_ARN, who.issuerArn().filter(Watchlist::isRole));
        hits.on(SuspectType.PRINCIPAL_ID, who.principalId());
        hits.on(SuspectType.PRINCIPAL_ID, roleId(who));
        hits.on(SuspectType.USER_NAME, ownUserName(who));
        hits.on(SuspectType.IDENTITY_CENTER_USER, who.onBehalfOfUserId());
        hits.on(SuspectType.SOURCE_IDENTITY, who.sourceIdentity());
        hits.on(SuspectType.SOURCE_IP, record.sourceIp().map(Addresses::canonical));
        return hits.incidents;
    }

    /** A role's ARN stands for all its sessions; the issuer of a federated user's session is a user, and is not. */
    private static boolean isRole(String issuerArn) {
        return issuerArn.contains(":role/");
    }

    /** {@code AROA…} of {@code AROA…:session}: the role behind a session, whatever the session calls itself. */
    private static Optional<String> roleId(Principal who) {
        return who.principalId()
                .filter(id -> id.startsWith("AROA") && id.indexOf(':') > 0)
                .map(id -> id.substring(0, id.indexOf(':')));
    }

    /** A user name names an IAM user only; role sessions carry their role's name elsewhere. */
    private static Optional<String> ownUserName(Principal who) {
        boolean user = who.type().map(type -> type.equals("IAMUser")).orElse(true);
        return user ? who.userName() : Optional.empty();
    }

    private final class Hits {
        private final Set<Long> incidents = new TreeSet<>();
        private final Optional<String> account;

        private Hits(CloudTrailRecord record) {
            this.account = record.principal().accountId().or(record::account);
        }

        private void on(SuspectType type, Optional<String> value) {
            if (value.isEmpty()) {
                return;
            }
            for (Watch watch : watches.getOrDefault(new Key(type, value.get()), List.of())) {
                if (watch.suspect().account().map(this::here).orElse(true)) {
                    incidents.add(watch.incident());
                }
            }
        }

        private boolean here(String wanted) {
            return Objects.equals(account.orElse(null), wanted);
        }
    }
}
