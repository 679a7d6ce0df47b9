package io.stakeout.web.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.incident.EntryLine;
import io.stakeout.incident.Timeline;

/**
 * The viewers of one incident and how far they have been told. Pumped by one thread at a time; joining and leaving
 * come from any thread.
 */
final class Room {

    private static final int MOST_PER_BATCH = 100;
    private static final long UNKNOWN = -1;

    private final long incident;
    private final Timeline timeline;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger arriving = new AtomicInteger();
    private long told = UNKNOWN;

    Room(long incident, Timeline timeline) {
        this.incident = incident;
        this.timeline = timeline;
    }

    long incident() {
        return incident;
    }

    Set<Viewer> viewers() {
        return viewers;
    }

    /** Brings everybody to the same point, gives the newcomer what lies before it, and lets it join there. */
    void join(Viewer viewer, long afterSeq) {
        synchronized (this) {
            pump();
            long after = Math.max(afterSeq, told - Timeline.MOST_PER_PAGE);
            int missing = (int) Math.max(0, told - after);
            List<EntryLine> entries = missing == 0 ? List.of() : timeline.after(incident, after, missing);
            viewer.begin(Batch.snapshot(entries, told), told);
            viewers.add(viewer);
        }
        tellPresence();
    }

    /** @return whether it was here */
    boolean leave(Viewer viewer) {
        boolean was = viewers.remove(viewer);
        if (was) {
            tellPresence();
        }
        return was;
    }

    /** Somebody is on the way in: the room stays although nobody is in it yet. */
    void expect() {
        arriving.incrementAndGet();
    }

    void arrived() {
        arriving.decrementAndGet();
    }

    boolean empty() {
        return viewers.isEmpty() && arriving.get() == 0;
    }

    /**
     * Reads what is new and offers it; the sequence in the database decides, not what a hint said.
     *
     * @return whether anything was new
     */
    synchronized boolean pump() {
        if (told == UNKNOWN) {
            told = timeline.head(incident);
        }
        long before = told;
        List<EntryLine> fresh = timeline.after(incident, told, MOST_PER_BATCH);
        while (!fresh.isEmpty()) {
            tell(Batch.of(fresh));
            fresh = fresh.size() < MOST_PER_BATCH ? List.of() : timeline.after(incident, told, MOST_PER_BATCH);
        }
        return told > before;
    }

    /**
     * Offers entries that are committed, without a read; only when they are what comes next.
     *
     * @param entries consecutive
     * @return whether they were
     */
    synchronized boolean offer(List<EntryLine> entries) {
        boolean next = !entries.isEmpty()
                && entries.size() <= MOST_PER_BATCH
                && entries.get(0).seq() == told + 1;
        if (next) {
            tell(Batch.of(entries));
        }
        return next;
    }

    private void tell(Batch batch) {
        viewers.forEach(viewer -> viewer.offer(batch));
        told = batch.toSeq();
    }

    private void tellPresence() {
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("type", "state");
        var presence = state.putArray("presence");
        viewers.stream()
                .map(viewer -> viewer.actor().name())
                .collect(Collectors.toCollection(java.util.TreeSet::new))
                .forEach(name -> presence.addObject().put("name", name));
        String text = state.toString();
        viewers.forEach(viewer -> viewer.tell("state", text));
    }
}
