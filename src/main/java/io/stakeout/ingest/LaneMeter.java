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

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Lane;

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
    private record Place(Lane lane, String account, String region) {}

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

    private final Map<Place, Meter> meters = new ConcurrentHashMap<>();
    private final Counter findings;

    LaneMeter(MeterRegistry metrics) {
        this.findings = metrics.counter("stakeout.ingest.findings");
    }

    /** An event that is no CloudTrail record; nobody listens for findings yet. */
    void sawFinding(String detailType) {
        findings.increment();
        LOG.debugf("finding passed by detailType=\"%s\"", detailType);
    }

    void saw(Lane lane, CloudTrailRecord record, Instant arrivedAt) {
        Place place = new Place(lane, bounded(record.account()), bounded(record.region()));
        if (meters.size() >= MOST_PLACES && !meters.containsKey(place)) {
            place = new Place(lane, "others", "");
        }
        meters.computeIfAbsent(place, p -> new Meter()).add(record.eventTime(), arrivedAt);
    }

    /** By lane, account and region. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        meters.forEach((place, meter) -> lines.add(meter.line(place)));
        lines.sort(Comparator.comparing(Line::lane).thenComparing(Line::account).thenComparing(Line::region));
        return lines;
    }

    private static String bounded(Optional<String> text) {
        return text.map(t -> t.length() <= 64 ? t : t.substring(0, 64)).orElse("");
    }

    private static final class Meter {
        private final long[] lags = new long[LAGS];
        private long events;
        private long timed;
        private Instant newestEvent;
        private Instant newestArrival;

        private synchronized void add(Optional<Instant> eventTime, Instant arrivedAt) {
            eventTime.ifPresent(time -> {
                lags[(int) (timed++ % LAGS)] =
                        Math.max(0, Duration.between(time, arrivedAt).toMillis());
                newestEvent = newestEvent == null || time.isAfter(newestEvent) ? time : newestEvent;
            });
            newestArrival = newestArrival == null || arrivedAt.isAfter(newestArrival) ? arrivedAt : newestArrival;
            events++;
        }

        private synchronized Line line(Place place) {
            boolean live = place.lane.live();
            long[] sorted = Arrays.copyOf(lags, (int) Math.min(timed, LAGS));
            Arrays.sort(sorted);
            return new Line(
                    place.lane,
                    place.account,
                    place.region,
                    events,
                    Optional.ofNullable(newestEvent),
                    newestArrival,
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
