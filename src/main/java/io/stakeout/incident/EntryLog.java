package io.stakeout.incident;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.incident.lineage.Growth;
import io.stakeout.incident.lineage.Said;
import io.stakeout.incident.lineage.Usage;
import io.stakeout.watch.Hit;

/**
 * The one way into an incident's log. Entries of an incident are numbered 1, 2, 3 … in commit order, without holes;
 * an event is recorded once per incident, however often and by however many writers it is brought: the first copy is its
 * row, a copy by another lane amends it once.
 *
 * <p>Both follow from the lock: a writer holds the rows of all incidents that it touches, taken in id order, from
 * before it looks for known events until it commits. Thread-safe; several processes may write.
 */
@ApplicationScoped
public class EntryLog {

    /** The most that one transaction carries, so that a lock is held for milliseconds. */
    public static final int MOST_PER_TRANSACTION = 500;

    private static final int ATTEMPTS = 8;

    private final AgroalDataSource database;
    private final Clock clock;
    private final Event<HeadMoved> headMoved;
    private final Event<WatchChanged> watchChanged;

    EntryLog(AgroalDataSource database, Clock clock, Event<HeadMoved> headMoved, Event<WatchChanged> watchChanged) {
        this.database = database;
        this.clock = clock;
        this.headMoved = headMoved;
        this.watchChanged = watchChanged;
    }

    /**
     * How many from the front of a batch one transaction carries: what counts are rows, and an activity has one in each
     * of its incidents. At least one, when there is any.
     */
    public static int fitting(List<Matched> batch) {
        int rows = 0;
        for (int n = 0; n < batch.size(); n++) {
            rows += Math.max(1, batch.get(n).incidents().size());
            if (rows > MOST_PER_TRANSACTION) {
                return Math.max(1, n);
            }
        }
        return batch.size();
    }

    /**
     * Records a batch in the order given, in as many transactions of its own as it needs ({@link #fitting}). Deadlocks
     * and serialization failures are retried.
     *
     * @throws RecordingFailed when the database refused. A batch that fits is then not written at all; of a larger one
     *     the slices before stay written. Bringing the same again is harmless, but counts what is written as copies: who
     *     wants to go on where it stopped brings one slice at a time.
     */
    public Recording record(List<Matched> batch) {
        Recording sum = Recording.NOTHING;
        List<Matched> rest = batch;
        while (!rest.isEmpty()) {
            int n = fitting(rest);
            sum = sum.plus(recordSlice(rest.subList(0, n)));
            rest = rest.subList(n, rest.size());
        }
        return sum;
    }

    private Recording recordSlice(List<Matched> slice) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> write(slice));
            } catch (RuntimeException e) {
                RecordingFailed failed = RecordingFailed.from(e);
                if (!failed.worthRetryingAtOnce() || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    /**
     * Appends one entry that a person or Stakeout made, in the caller's transaction.
     *
     * @return its sequence number
     */
    public long append(long incident, EntryKind kind, String actor, ObjectNode body) {
        Instant now = clock.instant();
        body.put("at", now.toString());
        body.put("actor", actor);
        try (Connection connection = database.getConnection()) {
            EntryTables tables = new EntryTables(connection);
            HeadTable heads = new HeadTable(connection);
            Head head = heads.lock(incident);
            long seq = tables.insertEntry(head, kind, now, actor, EntryJson.write(body));
            heads.save(head);
            headMoved.fire(new HeadMoved(incident, seq, head.written(), true));
            return seq;
        } catch (SQLException e) {
            throw new RecordingFailed("entry of incident " + incident + " not written", e);
        }
    }

    private Recording write(List<Matched> slice) {
        Set<Long> touched = new TreeSet<>();
        slice.forEach(matched -> touched.addAll(matched.incidents()));
        if (touched.isEmpty()) {
            return Recording.NOTHING;
        }
        try (Connection connection = database.getConnection()) {
            HeadTable heads = new HeadTable(connection);
            HeadTable.Locked locked = heads.lock(touched, Filing.asked(slice));
            Recording sum = Recording.NOTHING;
            for (long incident : touched) {
                Head head = locked.heads().get(incident);
                sum = sum.plus(writeFor(connection, head, locked.originals(incident), incident, slice));
            }
            return sum;
        } catch (SQLException e) {
            throw new RecordingFailed("batch of " + slice.size() + " not recorded", e);
        }
    }

    private Recording writeFor(
            Connection connection,
            Head head,
            Map<String, Filing.Original> originals,
            long incident,
            List<Matched> slice)
            throws SQLException {
        List<Matched> wanted = slice.stream()
                .filter(matched -> matched.hits().containsKey(incident))
                .toList();
        if (head == null || !head.watching()) {
            return Recording.of(incident, 0, 0, wanted.size());
        }
        long before = head.seq();
        EntryTables tables = new EntryTables(connection);
        Filing filing = tables.filing(head, originals);
        wanted.forEach(filing::file);
        tables.insert(head, filing);
        head.countDuplicates(filing.recording().duplicates());
        boolean settled = !grow(tables, head, filing, slice);
        new HeadTable(connection).save(head);
        if (head.seq() > before) {
            headMoved.fire(new HeadMoved(incident, head.seq(), head.written(), settled));
        }
        return filing.recording();
    }

    /**
     * What the calls hand out joins the lineage in the same transaction, so that it is known however this process ends.
     *
     * @return whether calls may be somebody else's than was known when they were written
     */
    private boolean grow(EntryTables tables, Head head, Filing filing, List<Matched> slice) throws SQLException {
        use(tables, head, filing);
        tables.retake(head.incident(), filing.retaken());
        Growth growth = tables.growth(head, clock.instant());
        for (Filing.Call call : filing.calls()) {
            if (call.hit().extending()) {
                growth.call(call.activity().record());
            }
        }
        for (Filing.Call call : filing.retaken()) {
            growth.call(call.activity().record());
        }
        for (Matched matched : slice) {
            Hit proof = matched.proofs().get(head.incident());
            if (proof != null) {
                CloudTrailRecord record = matched.activity().record();
                growth.proof(record, proof.identity(), () -> StoredRecord.of(record));
            }
        }
        // who joins by calls of the past is no news either
        boolean past = slice.stream().allMatch(Matched::past);
        for (Said said : growth.said()) {
            say(tables, head, said, past);
        }
        if (growth.grown()) {
            watchChanged.fire(new WatchChanged(head.incident()));
        }
        return growth.grown() || !filing.retaken().isEmpty();
    }

    private void use(EntryTables tables, Head head, Filing filing) throws SQLException {
        Usage usage = tables.usage(head);
        for (Filing.Call call : filing.calls()) {
            Activity activity = call.activity();
            boolean denied = activity.classification().outcome() == Outcome.DENIED;
            usage.call(activity.record(), denied, call.hit().identity());
        }
        usage.save();
        boolean past = filing.calls().stream().allMatch(Filing.Call::past);
        for (Said said : usage.said()) {
            say(tables, head, said, past);
        }
    }

    private void say(EntryTables tables, Head head, Said said, boolean past) throws SQLException {
        Instant now = clock.instant();
        String actor = Actor.STAKEOUT.name();
        ObjectNode body = GrowthJson.of(said).put("at", now.toString()).put("actor", actor);
        if (past) {
            body.put("past", true);
        }
        tables.insertEntry(head, EntryKind.WATCH, now, actor, EntryJson.write(body));
    }
}
