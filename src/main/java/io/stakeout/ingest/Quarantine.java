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
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.KeyUnusable;
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

    /**
     * What people see of an item.
     *
     * @param size of what could not be read, in bytes
     * @param whole whether all of it is kept; only then it can be run again
     */
    public record Line(
            long id, Instant arrivedAt, String lane, String origin, String reason, long size, boolean whole) {}

    /**
     * An item with its bytes, opened.
     *
     * @param incident the only incident concerned, of an import; else empty
     */
    record Kept(Line line, Lane lane, Optional<Long> incident, byte[] bytes) {}

    private final IngestConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Path keyFile;
    private volatile Seal seal;
    private final LongAdder kept = new LongAdder();

    Quarantine(
            IngestConfig config,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "stakeout.data-dir") Path dataDirectory) {
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.keyFile = dataDirectory.resolve("keys").resolve("quarantine.key");
    }

    /** Said at the start, since whatever can't be read waits at its source until the key is there. */
    void onStart(@Observes StartupEvent event) {
        try {
            seal();
        } catch (KeyUnusable e) {
            LOG.errorf("nothing can be quarantined until this is repaired cause=\"%s\"", e.getMessage());
        }
    }

    private Seal seal() {
        Seal known = seal;
        if (known == null) {
            known = Seal.withKeyIn(keyFile);
            seal = known;
        }
        return known;
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
                        + " sha256, incident_id, whole) values (:at, :lane, :origin, :reason, :size, :sealed, :sha,"
                        + " :incident, :whole)"
                        + " on conflict (sha256, origin) do nothing")
                .setParameter("at", item.at())
                .setParameter("lane", item.lane().name())
                .setParameter("origin", item.origin())
                .setParameter("reason", item.fault().reason())
                .setParameter("size", (long) bytes.length)
                .setParameter("sealed", seal().seal(some))
                .setParameter("sha", sha256(bytes))
                .setParameter("incident", item.incident().orElse(null))
                .setParameter("whole", item.fault().whole() && some == bytes)
                .executeUpdate();
    }

    /** The newest items, at most {@code limit}. */
    @Transactional
    public List<Line> newest(int limit) {
        return QuarantinedRow.<QuarantinedRow>find("order by id desc").page(0, limit).list().stream()
                .map(Quarantine::line)
                .toList();
    }

    /** One item; empty when there is none, or it has been trimmed meanwhile. */
    @Transactional
    Optional<Kept> find(long id) {
        return QuarantinedRow.<QuarantinedRow>findByIdOptional(id)
                .map(row -> new Kept(
                        line(row),
                        Lane.valueOf(row.lane),
                        Optional.ofNullable(row.incidentId),
                        seal().open(row.sealed)));
    }

    /** What was read after all leaves, in the caller's transaction. */
    void release(long id) {
        QuarantinedRow.deleteById(id);
    }

    /** Why it is still here, in the caller's transaction. */
    void stays(long id, String reason) {
        QuarantinedRow.update("reason = ?1 where id = ?2", reason, id);
    }

    private static Line line(QuarantinedRow row) {
        return new Line(row.id, row.arrivedAt, row.lane, row.origin, row.reason, row.size, row.whole);
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
