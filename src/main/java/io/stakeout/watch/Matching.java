package io.stakeout.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;
import io.stakeout.cloudtrail.Witnessed;

/**
 * Asks a watchlist about one record. What is asked first is the more certain (facts of the identity model: the access
 * key, then the console session, then who holds it), and of one incident the first answer stays. Used once.
 */
final class Matching {

    private final Map<Watchlist.Key, List<Watch>> watches;
    private final CloudTrailRecord record;
    private final Optional<String> account;
    private final Map<Long, Hit> hits = new TreeMap<>();

    Matching(Map<Watchlist.Key, List<Watch>> watches, CloudTrailRecord record) {
        this.watches = watches;
        this.record = record;
        this.account = record.principal().accountId().or(record::account);
    }

    Map<Long, Hit> calls() {
        Principal who = record.principal();
        on(SuspectType.ACCESS_KEY, who.accessKeyId());
        on(SuspectType.CONSOLE_SESSION, who.consoleSession());
        on(SuspectType.PRINCIPAL_ARN, who.arn());
        on(SuspectType.PRINCIPAL_ID, who.principalId());
        on(SuspectType.USER_NAME, ownUserName(who));
        on(SuspectType.IDENTITY_CENTER_USER, who.onBehalfOfUserId());
        on(SuspectType.SERVICE_SESSION, sessionName(who));
        on(SuspectType.PRINCIPAL_ARN, who.issuerArn().filter(Matching::isRole));
        on(SuspectType.PRINCIPAL_ID, roleId(who));
        on(SuspectType.SOURCE_IDENTITY, who.sourceIdentity());
        on(SuspectType.SOURCE_IP, record.sourceIp().map(Addresses::canonical));
        return hits;
    }

    Map<Long, Hit> proofs() {
        on(SuspectType.SERVICE_SESSION, Witnessed.serviceSession(record), true);
        on(SuspectType.PRINCIPAL_ARN, Witnessed.switchedFrom(record), true);
        on(SuspectType.SHARED_EVENT, Witnessed.otherSide(record), true);
        return hits;
    }

    /** A role's ARN stands for all its sessions; the issuer of a federated user's session is a user, and is not. */
    private static boolean isRole(String issuerArn) {
        return issuerArn.contains(":role/");
    }

    /** {@code AROA…} of {@code AROA…:session}: the role behind a session, whatever the session calls itself. */
    private static Optional<String> roleId(Principal who) {
        return session(who).map(id -> id.substring(0, id.indexOf(':')));
    }

    private static Optional<String> sessionName(Principal who) {
        return session(who).map(id -> id.substring(id.indexOf(':') + 1));
    }

    private static Optional<String> session(Principal who) {
        return who.principalId().filter(id -> id.startsWith("AROA") && id.indexOf(':') > 0);
    }

    /** A user name names an IAM user only; role sessions carry their role's name elsewhere. */
    private static Optional<String> ownUserName(Principal who) {
        boolean user = who.type().map(type -> type.equals("IAMUser")).orElse(true);
        return user ? who.userName() : Optional.empty();
    }

    private void on(SuspectType type, Optional<String> value) {
        on(type, value, false);
    }

    /** @param proof whether the record is by somebody else, so that whose key signed it doesn't matter */
    private void on(SuspectType type, Optional<String> value, boolean proof) {
        if (value.isEmpty()) {
            return;
        }
        for (Watch watch : watches.getOrDefault(new Watchlist.Key(type, value.get()), List.of())) {
            if (here(watch.suspect()) && (proof || meant(watch))) {
                Hit hit = new Hit(watch.identity(), type != SuspectType.SOURCE_IP);
                hits.merge(watch.incident(), hit, (first, other) -> first);
            }
        }
    }

    private boolean meant(Watch watch) {
        boolean signed = record.principal().accessKeyId().isPresent();
        return !(watch.keyless() && signed)
                && watch.notBefore().map(this::since).orElse(true);
    }

    /** A call without a time can't be shown to be earlier. */
    private boolean since(Instant moment) {
        return record.eventTime().map(time -> !time.isBefore(moment)).orElse(true);
    }

    private boolean here(Suspect suspect) {
        return suspect.account()
                .map(wanted -> Objects.equals(account.orElse(null), wanted))
                .orElse(true);
    }
}
