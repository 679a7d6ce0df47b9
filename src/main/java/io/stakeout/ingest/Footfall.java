package io.stakeout.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Acquaintance;
import io.stakeout.ingest.scan.ByteMap;
import io.stakeout.ingest.scan.Field;
import io.stakeout.ingest.scan.Sighting;
import io.stakeout.ingest.scan.Witness;
import io.stakeout.watch.Watchlist;

/**
 * Counts every event of one live source: by lane and place ({@link LaneMeter}), who was active ({@link Census}), and how
 * what belongs to suspects is used ({@link ContextUsage}). Allocates only for what it has not met before. Not
 * thread-safe: one per source; what it counts into is shared.
 */
final class Footfall implements Witness {

    private static final int MOST_ACCOUNTS = 4_096;
    private static final int MOST_REGIONS = 256;
    private static final int LONGEST = 64;
    private static final long HOUR = 3_600_000;

    private final LaneMeter meter;
    private final ContextUsage usage;
    private final Callers callers;
    private final ByteMap<ByteMap<PlaceTally>>[] places;
    /** One for each place of the meter, which bounds them. */
    private final Map<LaneMeter.Place, PlaceTally> tallies = new IdentityHashMap<>();

    private final List<PlaceTally> waiting = new ArrayList<>();
    private long arrivedMillis;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Footfall(LaneMeter meter, Census census, ContextUsage usage) {
        this.meter = meter;
        this.usage = usage;
        this.callers = new Callers(census);
        this.places = new ByteMap[Lane.values().length];
        for (int i = 0; i < places.length; i++) {
            places[i] = new ByteMap<>(MOST_ACCOUNTS);
        }
    }

    /** When the events to come reached us. */
    void arrived(Instant at) {
        ended();
        arrivedMillis = at.toEpochMilli();
    }

    @Override
    public void saw(Sighting event) {
        long eventMillis = event.eventMillis();
        long hour = (eventMillis == Sighting.UNKNOWN ? arrivedMillis : eventMillis) / HOUR;
        Known known = (Known) event.kept();
        Callers.Caller caller = known == null ? callers.of(event) : known.caller;
        PlaceTally place = known == null || !known.isAt(event) ? place(event) : known.place;
        if ((known == null || known.place != place) && event.keeps() && Known.small(event)) {
            event.keep(new Known(caller, place, event));
        }
        if (place.empty()) {
            waiting.add(place);
        }
        place.add(eventMillis, arrivedMillis);
        callers.saw(event, caller, hour);
        if (event.contexts() > 0) {
            usage.saw(event, hour);
        }
    }

    @Override
    public void ended() {
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).tell(arrivedMillis);
        }
        waiting.clear();
    }

    /** Who a caller is, and where it was met last: the place is nearly always the same. */
    private static final class Known implements Acquaintance {
        private final Callers.Caller caller;
        private final PlaceTally place;
        private final Lane lane;
        private final byte[] account;
        private final byte[] region;

        private Known(Callers.Caller caller, PlaceTally place, Sighting event) {
            this.caller = caller;
            this.place = place;
            this.lane = event.lane();
            this.account = Bytes.copy(event, account(event));
            this.region = Bytes.copy(event, Field.REGION);
        }

        /** What is longer is no account and no region, and is not kept for each caller. */
        private static boolean small(Sighting event) {
            Field account = account(event);
            return event.to(account) - event.from(account) <= LONGEST
                    && event.to(Field.REGION) - event.from(Field.REGION) <= LONGEST;
        }

        private boolean isAt(Sighting event) {
            return lane == event.lane()
                    && Bytes.equal(event, account(event), account)
                    && Bytes.equal(event, Field.REGION, region);
        }
    }

    private static Field account(Sighting event) {
        return event.has(Field.RECIPIENT_ACCOUNT) ? Field.RECIPIENT_ACCOUNT : Field.ACCOUNT_ID;
    }

    /** Takes an event that was parsed before anybody counted it. */
    void saw(Lane lane, CloudTrailRecord record, Watchlist now) {
        saw(Sighting.of(lane, record, now));
    }

    private PlaceTally place(Sighting event) {
        byte[] bytes = event.bytes();
        Field account = account(event);
        int from = event.from(account);
        int to = Math.min(event.to(account), from + LONGEST);
        ByteMap<ByteMap<PlaceTally>> ofLane = places[event.lane().ordinal()];
        ByteMap<PlaceTally> regions = ofLane.get(bytes, from, to);
        if (regions == null) {
            regions = new ByteMap<>(MOST_REGIONS);
            ofLane.put(bytes, from, to, regions);
        }
        int begin = event.from(Field.REGION);
        int end = Math.min(event.to(Field.REGION), begin + LONGEST);
        PlaceTally place = regions.get(bytes, begin, end);
        if (place == null) {
            place = tallies.computeIfAbsent(
                    meter.place(event.lane(), Bytes.text(bytes, from, to), Bytes.text(bytes, begin, end)),
                    PlaceTally::new);
            regions.put(bytes, begin, end, place);
        }
        return place;
    }
}
