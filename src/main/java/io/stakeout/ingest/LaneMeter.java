package io.stakeout.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Sighting;

/**
 * What this process has seen arrive, per lane, account and region: every record counts, whoever made it, since a quiet
 * suspect and a dead lane look alike in a room. In memory, since the process began. Thread-safe.
 */
@ApplicationScoped
public class LaneMeter {

    private static final Logger LOG = Logger.getLogger(LaneMeter.class);

    private static final int LAGS = 512;
    private static final int MOST_PLACES = 5_000;

    /** Where records come from. */
    private record Where(Lane lane, String account, String region) {}

    /**
     * @param events records since the process began
     * @param newestEventTime the watermark: the newest event time seen
     * @param lagP50 arrival minus event time over the newest records; empty for lanes without delivery
     */
    public record Line(
            Lane lane,
            String account,
            String region,
            long events,
            Optional<Instant> newestEventTime,
            Instant newestArrivedAt,
            Optional<Duration> lagP50,
            Optional<Duration> lagP95) {}

    private final Map<Where, Place> places = new ConcurrentHashMap<>();
    private final Counter findings;

    LaneMeter(MeterRegistry metrics) {
        this.findings = metrics.counter("stakeout.ingest.findings");
    }

    /** An event that is no CloudTrail record; nobody listens for findings yet. */
    void sawFinding(String detailType) {
        findings.increment();
        LOG.debugf("finding passed by detailType=\"%s\"", detailType);
    }

    /**
     * The meter of one place, the same for the same place; a handle to keep.
     *
     * @param account at most 64 characters, empty when unknown
     * @param region at most 64 characters, empty when unknown
     */
    Place place(Lane lane, String account, String region) {
        Where where = new Where(lane, account, region);
        if (places.size() >= MOST_PLACES && !places.containsKey(where)) {
            where = new Where(lane, "others", "");
        }
        return places.computeIfAbsent(where, Place::new);
    }

    /** By lane, account and region. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        places.values().forEach(place -> lines.add(place.line()));
        lines.sort(Comparator.comparing(Line::lane).thenComparing(Line::account).thenComparing(Line::region));
        return lines;
    }

    /** What has arrived from one place. Thread-safe; counting allocates nothing. */
    static final class Place {
        private final Where where;
        private final long[] lags = new long[LAGS];
        private long events;
        private long timed;
        private long newestEvent = Sighting.UNKNOWN;
        private long newestArrival;

        private Place(Where where) {
            this.where = where;
        }

        /**
         * Counts events that arrived together.
         *
         * @param eventMillis since 1970, or {@link Sighting#UNKNOWN}
         * @param count how many of them
         * @param arrivedMillis since 1970
         */
        synchronized void add(long[] eventMillis, int count, long arrivedMillis) {
            for (int i = 0; i < count; i++) {
                if (eventMillis[i] != Sighting.UNKNOWN) {
                    lags[(int) (timed++ % LAGS)] = Math.max(0, arrivedMillis - eventMillis[i]);
                    newestEvent = Math.max(newestEvent, eventMillis[i]);
                }
            }
            newestArrival = Math.max(newestArrival, arrivedMillis);
            events += count;
        }

        private synchronized Line line() {
            boolean live = where.lane.live();
            long[] sorted = Arrays.copyOf(lags, (int) Math.min(timed, LAGS));
            Arrays.sort(sorted);
            return new Line(
                    where.lane,
                    where.account,
                    where.region,
                    events,
                    newestEvent == Sighting.UNKNOWN ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newestEvent)),
                    Instant.ofEpochMilli(newestArrival),
                    live ? percentile(sorted, 50) : Optional.empty(),
                    live ? percentile(sorted, 95) : Optional.empty());
        }

        private static Optional<Duration> percentile(long[] sorted, int percent) {
            return sorted.length == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(sorted[(sorted.length - 1) * percent / 100]));
        }
    }
}
