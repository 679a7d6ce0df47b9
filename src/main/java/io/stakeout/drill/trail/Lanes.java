package io.stakeout.drill.trail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

import io.stakeout.drill.trail.LaneTally.Counts;
import io.stakeout.drill.trail.Parcel.Item;

/**
 * From CloudTrail to whoever listens: each event goes by every lane that runs for its account, late, out of order, now
 * and then twice. Nothing is sent from here: whoever owns the stream asks what is {@link #due()}, again at
 * {@link #nextDue()}.
 *
 * <p>The same seed, events and times of publishing give the same deliveries, however often and by how many threads they
 * are asked for: what happens to an event depends on the seed and its id alone. CloudWatch Logs gathers the events of
 * one log stream over windows of five seconds that are fixed on the clock, and hands a window out when it is over.
 *
 * <p>Thread-safe; all methods hold one lock, for as long as it takes to gzip what is due.
 */
public final class Lanes {

    /** Events that may wait: some 200 MB. */
    static final int MOST_WAITING = 100_000;

    /** CloudTrail sends nothing larger to EventBridge or CloudWatch Logs. */
    static final int MOST_BYTES = 256 * 1024;

    private static final Duration WINDOW = Duration.ofSeconds(5);

    private record Stop(String accountId, Lane lane) {}

    private record Window(String logStream, Instant end) {}

    private final Clock clock;
    private final Dice dice;
    private final Envelopes envelopes;
    private final Map<Lane, LaneSettings> settings;
    private final double speed;
    private final int mostWaiting;
    private final PriorityQueue<Parcel> waiting = new PriorityQueue<>(Parcel.BY_DUE);
    private final Map<Window, Parcel> open = new HashMap<>();
    private final Set<Stop> stopped = new HashSet<>();
    private final Map<String, LaneTally> tallies = new HashMap<>();
    private long order;
    private int waitingEvents;

    /**
     * @param seed of everything that is left to chance
     * @param settings of both lanes
     * @param speed divides every lag and the windows of CloudWatch Logs; more than 0
     * @throws IllegalArgumentException for a speed that isn't a number above 0, a lane without settings, or a
     *     CloudWatch Logs lane that loses events
     */
    public Lanes(Clock clock, long seed, Map<Lane, LaneSettings> settings, double speed) {
        this(clock, seed, settings, speed, MOST_WAITING);
    }

    Lanes(Clock clock, long seed, Map<Lane, LaneSettings> settings, double speed, int mostWaiting) {
        if (!(speed > 0 && speed <= 1_000_000)) {
            throw new IllegalArgumentException("the speed is more than 0 and at most a million: " + speed);
        }
        if (!settings.keySet().equals(Set.of(Lane.values()))) {
            throw new IllegalArgumentException("each lane needs settings");
        }
        if (settings.get(Lane.CLOUDWATCH_LOGS).lost() > 0) {
            throw new IllegalArgumentException("CloudWatch Logs is late, but loses nothing");
        }
        this.clock = Objects.requireNonNull(clock);
        this.dice = new Dice(seed);
        this.envelopes = new Envelopes(dice);
        this.settings = new EnumMap<>(settings);
        this.speed = speed;
        this.mostWaiting = mostWaiting;
    }

    /** Sends an event on its ways. Where its account's lane is stopped it is gone for good. */
    public synchronized void publish(ApiEvent event) {
        Item item = Item.of(event);
        Instant now = clock.instant();
        for (Lane lane : Lane.values()) {
            publish(item, lane, now);
        }
        keepWithinBounds();
    }

    private void publish(Item item, Lane lane, Instant now) {
        String account = item.accountId();
        String id = item.eventId();
        if (stopped.contains(new Stop(account, lane)) || item.record().length > MOST_BYTES) {
            count(account, lane, new Counts(1, 0, 1, 0, 0, 0));
        } else if (dice.falls(settings.get(lane).lost(), id, lane, "lost")) {
            count(account, lane, new Counts(1, 0, 0, 1, 0, 0));
        } else {
            count(account, lane, new Counts(1, 0, 0, 0, 0, 0));
            parcelFor(item, lane, now.plus(lag(id, lane, "lag"))).add(item);
            waitingEvents++;
        }
    }

    private Parcel parcelFor(Item item, Lane lane, Instant due) {
        if (lane == Lane.EVENTBRIDGE) {
            return enqueued(due, lane, item.eventId(), false);
        }
        Window window = new Window(item.logStream(), endOfWindow(due));
        return open.computeIfAbsent(window, w -> enqueued(w.end(), lane, w.logStream(), false));
    }

    private Parcel enqueued(Instant due, Lane lane, String key, boolean second) {
        Parcel parcel = new Parcel(due, lane, key, order++, second);
        waiting.add(parcel);
        return parcel;
    }

    /** Later than the moment itself, so that nothing joins a window that was handed out. */
    private Instant endOfWindow(Instant due) {
        long millis = Math.max(1, Math.round(WINDOW.toMillis() / speed));
        return Instant.ofEpochMilli((due.toEpochMilli() / millis + 1) * millis);
    }

    private Duration lag(String what, Lane lane, String purpose) {
        Duration lag = dice.lag(settings.get(lane), what, lane, purpose);
        return Duration.ofNanos(Math.round(lag.toNanos() / speed));
    }

    /** Everything whose time has come, in the order of due, once. */
    public synchronized List<Delivery> due() {
        Instant now = clock.instant();
        List<Delivery> due = new ArrayList<>();
        for (Parcel next = waiting.peek(); next != null && !next.due().isAfter(now); next = waiting.peek()) {
            take();
            List<List<Item>> payloads =
                    next.lane() == Lane.EVENTBRIDGE ? List.of(next.items()) : Payloads.of(next.items());
            for (List<Item> payload : payloads) {
                due.add(handOut(next, payload));
            }
        }
        keepWithinBounds();
        return due;
    }

    private Delivery handOut(Parcel parcel, List<Item> payload) {
        Lane lane = parcel.lane();
        List<String> ids = payload.stream().map(Item::eventId).toList();
        count(parcel.account(), lane, new Counts(0, ids.size(), 0, 0, 0, 0));
        if (!parcel.isSecond() && dice.falls(settings.get(lane).duplicates(), ids.get(0), lane, "twice")) {
            Instant again = parcel.due().plus(lag(ids.get(0), lane, "again")).plusMillis(1);
            enqueued(again, lane, ids.get(0), true).addAll(payload);
            waitingEvents += payload.size();
            count(parcel.account(), lane, new Counts(0, 0, 0, 0, payload.size(), 0));
        }
        return new Delivery(parcel.due(), lane, envelopes.of(lane, payload), ids);
    }

    /** Removes the parcel that is due first. */
    private Parcel take() {
        Parcel first = waiting.remove();
        waitingEvents -= first.items().size();
        if (first.lane() == Lane.CLOUDWATCH_LOGS) {
            open.remove(new Window(first.items().get(0).logStream(), first.due()), first);
        }
        return first;
    }

    private void keepWithinBounds() {
        while (waitingEvents > mostWaiting) {
            Parcel first = take();
            int gone = first.items().size();
            count(first.account(), first.lane(), new Counts(0, 0, 0, 0, 0, gone));
        }
    }

    /** When to ask again; empty when nothing waits. What is published meanwhile may be due earlier. */
    public synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(Parcel::due);
    }

    /** From now on the account's events don't go by this lane. What is on its way still arrives. */
    public synchronized void stop(String accountId, Lane lane) {
        stopped.add(new Stop(Objects.requireNonNull(accountId), Objects.requireNonNull(lane)));
    }

    /** Undoes {@link #stop}. Lanes run from the beginning. */
    public synchronized void start(String accountId, Lane lane) {
        stopped.remove(new Stop(accountId, lane));
    }

    public synchronized boolean running(String accountId, Lane lane) {
        return !stopped.contains(new Stop(accountId, lane));
    }

    /** Of all accounts. */
    public synchronized LaneTally tally() {
        return tallies.values().stream().reduce(LaneTally.nothing(), LaneTally::plus);
    }

    /** Of one account; all zero when it did nothing. */
    public synchronized LaneTally tally(String accountId) {
        return tallies.getOrDefault(accountId, LaneTally.nothing());
    }

    private void count(String accountId, Lane lane, Counts more) {
        tallies.merge(accountId, LaneTally.nothing().plus(lane, more), LaneTally::plus);
    }
}
