package io.stakeout.audit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.access.Actor;

/**
 * When the record is anchored: at each start and orderly stop, every 10 minutes when it has grown, and whenever somebody
 * who decides asks for it. Lines that came after the newest anchor can be cut off unseen, so these times are how much.
 */
@ApplicationScoped
public class AuditAnchors {

    private static final Logger LOG = Logger.getLogger(AuditAnchors.class);

    /** After everybody who writes lines at the start or at the end. */
    private static final int LATE = Interceptor.Priority.LIBRARY_AFTER;

    private final AnchorWriter writer;
    private final AnchorFile file;
    private final AuditTable table;
    private final AuditKey key;
    private final AuditLog log;
    private final TransactionSynchronizationRegistry transaction;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "stakeout-anchor");
        thread.setDaemon(true);
        return thread;
    });

    AuditAnchors(
            AnchorWriter writer,
            AnchorFile file,
            AuditTable table,
            AuditKey key,
            AuditLog log,
            TransactionSynchronizationRegistry transaction) {
        this.writer = writer;
        this.file = file;
        this.table = table;
        this.key = key;
        this.log = log;
        this.transaction = transaction;
    }

    /**
     * Anchors what is committed, soon and on another thread; inside a transaction, once that is over. For each decision
     * that somebody may later want to unsay. Never waits and never throws; what fails is logged, and made up for by the
     * next anchor.
     */
    public void anchorSoon() {
        try {
            if (transaction.getTransactionStatus() == Status.STATUS_ACTIVE) {
                transaction.registerInterposedSynchronization(new AfterCompletion(this::submit));
            } else {
                submit();
            }
        } catch (IllegalStateException e) {
            LOG.warnf("audit not anchored now, the next anchor covers it cause=\"%s\"", e);
        }
    }

    private record AfterCompletion(Runnable then) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            then.run();
        }
    }

    /** Many wishes at once are one anchor; one that comes while an anchor is being made is the next. */
    private void submit() {
        if (!asked.compareAndSet(false, true)) {
            return;
        }
        try {
            worker.execute(() -> {
                asked.set(false);
                anchor();
            });
        } catch (RejectedExecutionException e) {
            // stopping: the last anchor comes anyway
            LOG.debugf(e, "audit anchor left to the stop");
        }
    }

    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void anchor() {
        try {
            writer.write();
        } catch (RuntimeException e) {
            LOG.errorf("audit not anchored, the next anchor covers it cause=\"%s\"", e);
        }
    }

    void onStart(@Observes @Priority(LATE) StartupEvent event) {
        warnOfOtherKey(table.firstKeyed());
        warnOfOtherKey(table.head().filter(head -> head.line().keyed()));
        if (file.read().genuine().isEmpty()) {
            // in the record too, so that a removed file can't pass for one that never was
            long lines = table.head().map(head -> head.line().id()).orElse(0L);
            QuarkusTransaction.requiringNew()
                    .run(() -> log.append(
                            Actor.STAKEOUT, "anchors.begun", ChainedAuditLog.SUBJECT, Map.of("linesBefore", lines)));
        }
        anchor();
    }

    private void warnOfOtherKey(Optional<AuditTable.Stored> line) {
        line.filter(stored -> !stored.holds(key))
                .ifPresent(stored -> LOG.errorf(
                        "THE AUDIT WAS WRITTEN WITH ANOTHER KEY, OR CHANGED, line=%d; it goes on with the key of this"
                                + " node, but GET /api/audit/verify stays broken: see docs/operations.md",
                        stored.line().id()));
    }

    void onStop(@Observes @Priority(LATE) ShutdownEvent event) {
        worker.shutdown();
        anchor();
    }
}
