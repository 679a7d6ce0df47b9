package io.stakeout.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.Mode;
import io.stakeout.incident.Lane;
import io.stakeout.ingest.LaneMarkTable.Mark;

/**
 * What all nodes together have seen arrive by lane, account and region, and so whether a lane is silent. Nodes share
 * shards, so each adds what its {@link LaneMeter} has seen to one table every five seconds; what the last five seconds
 * before a kill brought isn't in it. Thread-safe.
 */
@ApplicationScoped
public class LaneMarks {

    private static final Logger LOG = Logger.getLogger(LaneMarks.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_PLACES = 10_000;

    /**
     * A lane in one account and region.
     *
     * @param newestEventTime the watermark: the newest event time seen
     * @param lagP50 arrival minus event time; empty for lanes without delivery
     * @param silentSince the newest arrival, when it is longer ago than {@code stakeout.ingest.silent-after} and the
     *     lane is one that delivers by itself
     */
    public record Line(
            Lane lane,
            String account,
            String region,
            long events,
            Optional<Instant> newestEventTime,
            Instant newestArrivedAt,
            Optional<Duration> lagP50,
            Optional<Duration> lagP95,
            Optional<Instant> silentSince) {}

    /**
     * A whole lane.
     *
     * @param lagP50 of its busiest place
     * @param silentSince when all its places are silent
     */
    public record Whole(
            Lane lane,
            long events,
            Instant newestArrivedAt,
            Optional<Duration> lagP50,
            Optional<Duration> lagP95,
            Optional<Instant> silentSince) {

        /** For people, when the lane is silent. */
        public Optional<String> sentence() {
            return silentSince.map(since -> "Nothing has come by " + name(lane) + " since " + since
                    + ". A quiet feed is not a quiet suspect: what happens meanwhile can't be seen by this lane.");
        }

        private static String name(Lane lane) {
            return switch (lane) {
                case CW -> "CloudWatch Logs";
                case EB -> "EventBridge";
                case CT -> "bare CloudTrail records";
                case IMPORT -> "import";
                case BACKFILL -> "looking back";
            };
        }
    }

    private record Place(Lane lane, String account, String region) {
        private static Place of(LaneMeter.Line line) {
            return new Place(line.lane(), line.account(), line.region());
        }
    }

    private final Supplier<List<LaneMeter.Line>> meter;
    private final AgroalDataSource database;
    private final Clock clock;
    private final Duration silentAfter;
    private final boolean streaming;
    private final Map<Place, Long> written = new ConcurrentHashMap<>();
    private volatile List<Mark> lanes = List.of();
    private volatile boolean failing;

    @Inject
    LaneMarks(
            LaneMeter meter,
            AgroalDataSource database,
            Clock clock,
            IngestConfig config,
            @ConfigProperty(name = "stakeout.mode", defaultValue = "serve") Mode mode) {
        this(meter::lines, database, clock, config.silentAfter(), !mode.rehearsal());
    }

    /** @param streaming whether bare records come by the stream too, and not from files only */
    LaneMarks(
            Supplier<List<LaneMeter.Line>> meter,
            AgroalDataSource database,
            Clock clock,
            Duration silentAfter,
            boolean streaming) {
        this.meter = meter;
        this.database = database;
        this.clock = clock;
        this.silentAfter = silentAfter;
        this.streaming = streaming;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        try {
            exchange();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf("lane marks not written, trying again every 5 seconds cause=\"%s\"", e.getMessage());
            }
            failing = true;
        }
    }

    /**
     * Writes what is new here and reads how the lanes are; what isn't written stays for the next time. Never twice at
     * once in a process.
     */
    void exchange() {
        List<LaneMeter.Line> news = meter.get().stream()
                .filter(line -> line.events() > written.getOrDefault(Place.of(line), 0L))
                .toList();
        List<Mark> marks = news.stream().map(this::added).toList();
        lanes = QuarkusTransaction.requiringNew().call(() -> exchange(marks));
        news.forEach(line -> written.put(Place.of(line), line.events()));
    }

    private Mark added(LaneMeter.Line line) {
        return new Mark(
                line.lane(),
                line.account(),
                line.region(),
                line.events() - written.getOrDefault(Place.of(line), 0L),
                line.newestEventTime(),
                line.newestArrivedAt(),
                line.lagP50(),
                line.lagP95());
    }

    private List<Mark> exchange(List<Mark> news) {
        try (Connection connection = database.getConnection()) {
            LaneMarkTable table = new LaneMarkTable(connection);
            table.add(news);
            return table.lanes();
        } catch (SQLException e) {
            // its own message quotes the values
            throw new IllegalStateException("SQLState " + e.getSQLState(), e);
        }
    }

    /** By lane, as known five seconds ago at most while the database answers. Touches no database. */
    public List<Whole> lanes() {
        return lanes.stream()
                .map(mark -> new Whole(
                        mark.lane(),
                        mark.events(),
                        mark.newestArrivedAt(),
                        mark.lagP50(),
                        mark.lagP95(),
                        silentSince(mark)))
                .toList();
    }

    /** By lane, account and region. */
    @Transactional
    public List<Line> lines() {
        try (Connection connection = database.getConnection()) {
            return new LaneMarkTable(connection)
                    .places().stream().map(this::line).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("lane marks can't be read", e);
        }
    }

    private Line line(Mark mark) {
        return new Line(
                mark.lane(),
                mark.account(),
                mark.region(),
                mark.events(),
                mark.newestEventTime(),
                mark.newestArrivedAt(),
                mark.lagP50(),
                mark.lagP95(),
                silentSince(mark));
    }

    private Optional<Instant> silentSince(Mark mark) {
        boolean delivers = mark.lane().live() || mark.lane() == Lane.CT && streaming;
        boolean silent = mark.newestArrivedAt().plus(silentAfter).isBefore(clock.instant());
        return delivers && silent ? Optional.of(mark.newestArrivedAt()) : Optional.empty();
    }

    /** A place that has been silent for a month is forgotten, and the table is bounded whoever names accounts. */
    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void trim() {
        try (Connection connection = database.getConnection()) {
            new LaneMarkTable(connection).trim(clock.instant().minus(KEPT), MOST_PLACES);
        } catch (SQLException e) {
            throw new IllegalStateException("old lane marks not removed, tried again in 10 minutes", e);
        }
    }
}
