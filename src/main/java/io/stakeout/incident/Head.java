package io.stakeout.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.stakeout.cloudtrail.ActivityClass;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.watch.Follow;

/**
 * The moving part of an incident's row while a transaction holds it: the newest sequence number, and what the
 * transaction adds to the counters. Confined to that transaction's thread.
 */
final class Head {

    private final long incident;
    private final boolean watching;
    private final Follow follow;
    private long seq;
    private final List<EntryLine> written = new ArrayList<>();
    private final long[] classes = new long[ActivityClass.values().length];
    private final long[] outcomes = new long[Outcome.values().length];
    private long duplicates;
    private Instant newestEvent;
    private Instant newestArrival;

    Head(long incident, boolean watching, Follow follow, long seq) {
        this.incident = incident;
        this.watching = watching;
        this.follow = follow;
        this.seq = seq;
    }

    long incident() {
        return incident;
    }

    boolean watching() {
        return watching;
    }

    Follow follow() {
        return follow;
    }

    long seq() {
        return seq;
    }

    long next() {
        return ++seq;
    }

    /** Notes an entry that was written, as it will be read. */
    void wrote(EntryLine entry) {
        written.add(entry);
    }

    /** All entries that were written, in order. */
    List<EntryLine> written() {
        return written.stream().sorted(Comparator.comparingLong(EntryLine::seq)).toList();
    }

    long count(Activity activity) {
        classes[activity.classification().activityClass().ordinal()]++;
        outcomes[activity.classification().outcome().ordinal()]++;
        newestArrival = later(newestArrival, activity.arrivedAt());
        activity.record().eventTime().ifPresent(time -> newestEvent = later(newestEvent, time));
        return next();
    }

    void countDuplicates(long more) {
        duplicates += more;
    }

    long added(ActivityClass activityClass) {
        return classes[activityClass.ordinal()];
    }

    long added(Outcome outcome) {
        return outcomes[outcome.ordinal()];
    }

    long addedInAll() {
        long sum = 0;
        for (long n : classes) {
            sum += n;
        }
        return sum;
    }

    long addedDuplicates() {
        return duplicates;
    }

    Instant newestEvent() {
        return newestEvent;
    }

    Instant newestArrival() {
        return newestArrival;
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
