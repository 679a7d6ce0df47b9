package io.stakeout.web.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.stakeout.access.Actor;
import io.stakeout.access.Credential;

/**
 * One browser that looks at a room: what it has got, and what waits for it.
 *
 * <p>One text is in flight at a time; the next goes when the network has taken it. What waits is bounded: too much
 * drops all of it and tells a gap, which the browser fills by REST; a browser that needs that too often is sent away.
 * So memory per viewer is bounded whatever it does. Thread-safe; sends are started under the lock, never waited for.
 */
final class Viewer {

    private static final int MOST_GAPS = 3;
    private static final Duration GAP_WINDOW = Duration.ofMinutes(1);

    private final Actor actor;
    private final Credential credential;
    private final Outlet outlet;
    private final Clock clock;
    private final int bound;
    private final Runnable gapTold;

    /** How long a text that is under way may take before its reader is cut off. */
    private static final Executor LAST_WORDS = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

    private final Deque<Batch> waiting = new ArrayDeque<>();
    private final Map<String, String> newest = new LinkedHashMap<>();
    private final Deque<Instant> gaps = new ArrayDeque<>();
    private long waitingRows;
    private long sentSeq;
    private long gapFrom;
    private long gapTo;
    private boolean greeted;
    private boolean ready;
    private boolean inFlight;
    private boolean gone;
    /** What is said to who was sent away while a text was under way; null when nothing is. */
    private String farewell;

    /**
     * @param bound rows that may wait
     * @param gapTold run for each time that what waited was dropped
     */
    Viewer(Actor actor, Credential credential, Outlet outlet, Clock clock, int bound, Runnable gapTold) {
        this.actor = actor;
        this.credential = credential;
        this.outlet = outlet;
        this.clock = clock;
        this.bound = bound;
        this.gapTold = gapTold;
    }

    Actor actor() {
        return actor;
    }

    Credential credential() {
        return credential;
    }

    /** Whether it was sent away or its connection broke; it may be forgotten. */
    synchronized boolean gone() {
        return gone;
    }

    /** Takes the one hello that a connection may say; false for any other. */
    synchronized boolean greet() {
        boolean first = !greeted && !gone;
        greeted = true;
        return first;
    }

    /** Says hello back: the snapshot goes out, and entries after its head follow. */
    synchronized void begin(String snapshot, long headSeq) {
        sentSeq = headSeq;
        ready = true;
        start(snapshot);
    }

    /** Offers the next entries of the room; those that the viewer has already are left out. */
    synchronized void offer(Batch batch) {
        if (!ready || gone || batch.toSeq() <= sentSeq) {
            return;
        }
        if (waitingRows + batch.rows() > bound) {
            overflow(batch);
        } else {
            waiting.addLast(batch);
            waitingRows += batch.rows();
        }
        sentSeq = batch.toSeq();
        next();
    }

    /** Sends what only the newest of its kind is worth anything of, after the rows that wait. */
    synchronized void tell(String kind, String text) {
        if (!gone) {
            newest.put(kind, text);
            next();
        }
    }

    /** Says why, and ends the connection; who doesn't read what is under way isn't waited for. */
    synchronized void dismiss(String reason, int retryAfterSeconds) {
        if (gone) {
            return;
        }
        gone = true;
        waiting.clear();
        String bye = "{\"type\":\"bye\",\"reason\":\"" + reason + "\",\"retryAfter\":" + retryAfterSeconds + "}";
        if (inFlight) {
            farewell = bye;
            LAST_WORDS.execute(this::cutOff);
        } else {
            leave(bye);
        }
    }

    private synchronized void cutOff() {
        farewell = null;
        outlet.close();
    }

    private void leave(String bye) {
        outlet.send(bye).whenComplete((done, failure) -> outlet.close());
    }

    /** How many rows wait, for the bound's test and the metric. */
    synchronized long waitingRows() {
        return waitingRows;
    }

    private void overflow(Batch newest) {
        long from = waiting.isEmpty() ? newest.fromSeq() : waiting.peekFirst().fromSeq();
        gapFrom = gapFrom == 0 ? from : Math.min(gapFrom, from);
        gapTo = newest.toSeq();
        waiting.clear();
        waitingRows = 0;
        Instant now = clock.instant();
        gaps.removeIf(time -> time.plus(GAP_WINDOW).isBefore(now));
        gaps.addLast(now);
        gapTold.run();
        if (gaps.size() > MOST_GAPS) {
            dismiss("slow", 5);
        }
    }

    private void next() {
        if (!ready || inFlight || gone) {
            return;
        }
        if (gapFrom > 0) {
            String gap = "{\"type\":\"gap\",\"fromSeq\":" + gapFrom + ",\"toSeq\":" + gapTo + "}";
            gapFrom = 0;
            start(gap);
        } else if (!waiting.isEmpty()) {
            Batch batch = waiting.pollFirst();
            waitingRows -= batch.rows();
            start(batch.json());
        } else if (!newest.isEmpty()) {
            String kind = newest.keySet().iterator().next();
            start(newest.remove(kind));
        }
    }

    private void start(String text) {
        inFlight = true;
        outlet.send(text).whenComplete((done, failure) -> finished(failure));
    }

    private synchronized void finished(Throwable failure) {
        inFlight = false;
        if (failure != null) {
            gone = true;
            outlet.close();
        } else if (farewell != null) {
            leave(farewell);
        } else {
            next();
        }
    }
}
