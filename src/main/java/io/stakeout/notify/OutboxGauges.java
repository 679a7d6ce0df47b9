package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

/** What stands in the outbox as metrics, of all nodes, looked at every 15 s; and what is old enough is forgotten. */
@ApplicationScoped
class OutboxGauges {

    private static final Logger LOG = Logger.getLogger(OutboxGauges.class);

    private final Channels channels;
    private final AgroalDataSource database;
    private final NotifyConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<String, OutboxReader.Depth> seen = new ConcurrentHashMap<>();

    OutboxGauges(
            Channels channels, AgroalDataSource database, NotifyConfig config, MeterRegistry metrics, Clock clock) {
        this.channels = channels;
        this.database = database;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        for (Channel channel : channels.enabled()) {
            gauge("stakeout.outbox.waiting", channel, OutboxReader.Depth::waiting);
            gauge("stakeout.outbox.entries", channel, OutboxReader.Depth::entries);
            gauge("stakeout.outbox.dead", channel, OutboxReader.Depth::dead);
            gauge("stakeout.outbox.paused", channel, depth -> depth.pause().isPresent() ? 1 : 0);
            Gauge.builder("stakeout.outbox.age", () -> value(channel, this::age))
                    .baseUnit("seconds")
                    .tag("channel", channel.name())
                    .register(metrics);
        }
    }

    private void gauge(String name, Channel channel, ToDoubleFunction<OutboxReader.Depth> number) {
        Gauge.builder(name, () -> value(channel, number))
                .tag("channel", channel.name())
                .register(metrics);
    }

    private double value(Channel channel, ToDoubleFunction<OutboxReader.Depth> number) {
        OutboxReader.Depth depth = seen.get(channel.name());
        return depth == null ? Double.NaN : number.applyAsDouble(depth);
    }

    private double age(OutboxReader.Depth depth) {
        Instant now = clock.instant();
        return depth.oldest()
                .map(since -> Duration.between(since, now).toMillis() / 1000.0)
                .orElse(0.0);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (channels.enabled().isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection()) {
                OutboxReader reader = new OutboxReader(connection);
                for (Channel channel : channels.enabled()) {
                    seen.put(channel.name(), alarmed(reader.depth(channel.name())));
                }
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }

    /** Said once for each that is new: an anchor that nobody keeps proves nothing. */
    private OutboxReader.Depth alarmed(OutboxReader.Depth depth) {
        OutboxReader.Depth before = seen.get(depth.channel());
        if (depth.deadAnchors() > (before == null ? 0 : before.deadAnchors())) {
            LOG.errorf(
                    "ANCHORS OF THE AUDIT WERE NOT TAKEN channel=%s dead=%d: the file of anchors has them; send them"
                            + " again from the status page",
                    depth.channel(), depth.deadAnchors());
        }
        return depth;
    }

    @Scheduled(every = "6h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection()) {
                new DeadTable(connection)
                        .forget(
                                now.minus(config.keep()),
                                now.minus(config.keep().multipliedBy(3)));
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }
}
