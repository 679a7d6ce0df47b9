package io.stakeout.ingest;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Fault;

/**
 * Where bytes go that could not be read: kept encrypted, bounded in age and size, shown to admins, so that nothing is
 * lost and nothing blocks. The same bytes from the same origin are kept once.
 */
@ApplicationScoped
public class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    /** The most that is kept of one item. */
    private static final int MOST_OF_ONE = 1024 * 1024;

    /** What was broken, where it came from, and when. */
    record Item(Instant at, Lane lane, String origin, Optional<Long> incident, Fault fault) {}

    /** What people see of an item. */
    public record Line(long id, Instant arrivedAt, String lane, String origin, String reason, long size) {}

    private final IngestConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Seal seal;
    private final LongAdder kept = new LongAdder();

    Quarantine(
            IngestConfig config,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "stakeout.data-dir") Path dataDirectory) {
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.seal = Seal.withKeyIn(dataDirectory.resolve("keys").resolve("quarantine.key"));
    }

    void keep(Item item) {
        metrics.counter("stakeout.ingest.quarantined", "lane", item.lane().name())
                .increment();
        LOG.debugf(
                "quarantined reason=\"%s\" origin=\"%s\" bytes=%d",
                item.fault().reason(), item.origin(), item.fault().bytes().length);
        kept.increment();
        QuarkusTransaction.requiringNew().run(() -> insert(item));
    }

    private void insert(Item item) {
        byte[] bytes = item.fault().bytes();
        byte[] some = bytes.length <= MOST_OF_ONE ? bytes : Arrays.copyOf(bytes, MOST_OF_ONE);
        QuarantinedRow.getEntityManager()
                .createNativeQuery("insert into quarantined_record (arrived_at, lane, origin, reason, size, sealed,"
                        + " sha256, incident_id) values (:at, :lane, :origin, :reason, :size, :sealed, :sha, :incident)"
                        + " on conflict (sha256, origin) do nothing")
                .setParameter("at", item.at())
                .setParameter("lane", item.lane().name())
                .setParameter("origin", item.origin())
                .setParameter("reason", item.fault().reason())
                .setParameter("size", (long) bytes.length)
                .setParameter("sealed", seal.seal(some))
                .setParameter("sha", sha256(bytes))
                .setParameter("incident", item.incident().orElse(null))
                .executeUpdate();
    }

    /** The newest items, at most {@code limit}. */
    @Transactional
    public List<Line> newest(int limit) {
        return QuarantinedRow.<QuarantinedRow>find("order by id desc").page(0, limit).list().stream()
                .map(row -> new Line(row.id, row.arrivedAt, row.lane, row.origin, row.reason, row.size))
                .toList();
    }

    @Transactional
    public long count() {
        return QuarantinedRow.count();
    }

    /** One line a minute, however many there are: somebody who writes garbage doesn't write our log. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void report() {
        long lately = kept.sumThenReset();
        if (lately > 0) {
            LOG.warnf("records quarantined lately=%d, see /api/quarantine", lately);
        }
    }

    /** Keeps within age and size, every ten minutes. */
    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void trim() {
        long aged = QuarantinedRow.delete("arrivedAt < ?1", clock.instant().minus(config.quarantineAge()));
        int crowded = QuarantinedRow.getEntityManager()
                .createNativeQuery("delete from quarantined_record where id in (select id from (select id,"
                        + " sum(length(sealed)) over (order by id desc) as kept from quarantined_record) newest"
                        + " where kept > :most)")
                .setParameter("most", config.quarantineBytes())
                .executeUpdate();
        if (aged + crowded > 0) {
            LOG.infof("quarantine trimmed aged=%d crowded=%d", aged, crowded);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
