package io.stakeout.incident.lineage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Issuance;
import io.stakeout.cloudtrail.Text;
import io.stakeout.cloudtrail.Witnessed;
import io.stakeout.watch.Follow;
import io.stakeout.watch.SuspectType;

/**
 * What the calls of one transaction add to the lineage of one incident. Knows nothing of levels but for what it says:
 * all that a watched identity hands out is kept, and {@link io.stakeout.watch.Lineage} decides what is followed. Confined
 * to the transaction's thread.
 */
public final class Growth {

    /** More in a minute join as a group: each is followed, and they are said together. */
    public static final int MOST_NAMED_A_MINUTE = 500;

    private final LineageTable table;
    private final long incident;
    private final Follow follow;
    private final Instant now;
    private final List<Said> said = new ArrayList<>();
    private long named = -1;
    private long unnamed;
    private boolean grown;

    public Growth(LineageTable table, long incident, Follow follow, Instant now) {
        this.table = table;
        this.incident = incident;
        this.follow = follow;
        this.now = now;
    }

    /**
     * Takes a call of a watched identity, which is recorded. Whose it is, is asked here: a call before it in the same
     * transaction may have handed out what it was made with.
     */
    public void call(CloudTrailRecord record) throws SQLException {
        Optional<String> shared = Witnessed.otherSide(record);
        if (shared.isPresent() && sawOtherSide(record, shared.get())) {
            return;
        }
        List<Issuance> all = Issuance.of(record);
        if (!all.isEmpty()) {
            issue(record, all, table.whose(incident, Text.storable(record.eventId())), Optional::empty);
        }
    }

    /**
     * Takes a record by somebody else that proves what became of a watched identity.
     *
     * @param stored gives it as it is kept; asked when it is
     */
    public void proof(CloudTrailRecord record, long identity, Supplier<byte[]> stored) throws SQLException {
        Optional<String> shared = Witnessed.otherSide(record);
        if (shared.isPresent()) {
            sawOtherSide(record, shared.get());
        } else if (Witnessed.serviceSession(record).isPresent()) {
            issue(record, keysOfAnInstance(record), identity, () -> Optional.of(stored.get()));
        } else {
            issue(record, Issuance.of(record), identity, () -> Optional.of(stored.get()));
        }
    }

    /** What a service gets for a thing of ours is that thing's; the session it gets is anything's with the same role. */
    private static List<Issuance> keysOfAnInstance(CloudTrailRecord record) {
        return Issuance.of(record).stream()
                .filter(issued -> issued.kind() == Issuance.Kind.ACCESS_KEY)
                .map(Growth::ofAnInstance)
                .toList();
    }

    private static Issuance ofAnInstance(Issuance key) {
        return new Issuance(
                key.kind(),
                key.value(),
                key.name(),
                key.account(),
                "instance role",
                key.relation(),
                key.certainty(),
                Issuance.Reach.ANYTHING,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private boolean sawOtherSide(CloudTrailRecord record, String shared) throws SQLException {
        boolean fresh = table.otherSide(incident, shared, Text.storable(record.eventId()));
        if (fresh) {
            grown = true;
            String account = record.account().orElse("unknown");
            said.add(new Said(
                    "other-side",
                    "sees the other side of a hop: account " + account + " has recorded the same AssumeRole",
                    Optional.empty(),
                    Optional.empty()));
        }
        return fresh;
    }

    private void issue(CloudTrailRecord record, List<Issuance> all, long identity, Supplier<Optional<byte[]>> stored)
            throws SQLException {
        if (identity == 0 || all.isEmpty()) {
            return;
        }
        long[] ids = new long[all.size()];
        List<Issuance> fresh = new ArrayList<>();
        long first = 0;
        for (int i = 0; i < ids.length; i++) {
            Issuance issued = all.get(i);
            LineageTable.Joined joined = join(issued);
            ids[i] = joined.id();
            long from = issued.under().map(n -> ids[n]).orElse(identity);
            if (from != ids[i]) {
                grown |= table.issue(incident, issuance(record, issued, from, ids[i], stored));
            }
            if (joined.fresh()) {
                first = fresh.isEmpty() ? ids[i] : first;
                fresh.add(issued);
            }
        }
        if (!fresh.isEmpty()) {
            grown = true;
            say(record, fresh, first);
        }
    }

    private LineageTable.Joined join(Issuance issued) throws SQLException {
        LineageTable.Joined joined = table.join(incident, NewIdentity.of(issued), now, !room());
        if (joined.fresh() && issued.kind() == Issuance.Kind.ACCESS_KEY) {
            new Handover(table.connection(), incident, joined.id()).signedBy(issued.value());
        } else if (joined.fresh() && issued.kind() == Issuance.Kind.CONSOLE_SESSION) {
            new Handover(table.connection(), incident, joined.id()).inSession(issued.value());
        }
        return joined;
    }

    private NewIssuance issuance(
            CloudTrailRecord record, Issuance issued, long from, long to, Supplier<Optional<byte[]>> stored) {
        Optional<String> entered = issued.account()
                .filter(account -> record.sharedEventId()
                        .filter(SuspectType.SHARED_EVENT::accepts)
                        .isPresent())
                .filter(account ->
                        record.account().isPresent() && !record.account().get().equals(account));
        return new NewIssuance(
                from,
                to,
                issued.how(),
                issued.certainty(),
                issued.reach(),
                issued.followed(),
                issued.notBefore(),
                Text.storable(record.eventId()),
                record.eventTime(),
                entered.flatMap(account -> record.sharedEventId()).map(Text::storable),
                entered,
                stored.get());
    }

    /** Whether another one may be named in this minute. */
    private boolean room() throws SQLException {
        if (named < 0) {
            named = table.namedSince(incident, now.minus(Duration.ofMinutes(1)));
        }
        return named < MOST_NAMED_A_MINUTE;
    }

    private void say(CloudTrailRecord record, List<Issuance> fresh, long first) throws SQLException {
        if (!room()) {
            unnamed += fresh.size();
            return;
        }
        named += fresh.size();
        Issuance lead = fresh.get(0);
        Said.About about = new Said.About(
                lead.name(), lead.relation().id(), lead.certainty().id(), lead.how(), record.eventId());
        said.add(new Said("joined", Wording.joined(fresh, follow), Optional.of(first), Optional.of(about)));
    }

    /** Whether who is watched may have changed. */
    public boolean grown() {
        return grown;
    }

    /** What the room is to be told, in order. */
    public List<Said> said() {
        List<Said> all = new ArrayList<>(said);
        if (unnamed > 0) {
            all.add(new Said("joined-group", Wording.group(unnamed), Optional.empty(), Optional.empty()));
        }
        return all;
    }
}
