package io.stakeout.containment;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/**
 * Carries plans out: the one place from which AWS is changed. One thread; step by step, each written down before and after
 * its call, and read back before it is repeated. What a process that ends leaves is gone on with by itself or another node.
 * Whether Stakeout is armed is asked here, whoever approved; beside it only by who would let a plan go on without a person.
 */
@ApplicationScoped
class Execution {

    private static final Logger LOG = Logger.getLogger(Execution.class);
    private static final int SECONDS_TO_STOP = 5;

    /** How often AWS is asked again from the beginning of a plan before it is called failed. */
    private static final int MOST_TRIES = 5;

    final NodeLife self;
    private final ExecutionLedger ledger;
    private final ExecutionStep steps;
    private final ExecutionEvidence evidence;
    private final Choke choke;
    private final AccessControl control;
    private final Directory directory;
    private final ContainmentConfig config;
    private final Clock clock;
    private final ThreadPoolExecutor worker;
    /** Plans that this process has asked the guardrails about, since they began last. */
    private final Set<Long> begun = ConcurrentHashMap.newKeySet();

    private final Map<Long, Integer> tries = new ConcurrentHashMap<>();

    /** Whether what a former life of this node has left was taken up. */
    private boolean inherited;

    @Inject
    Execution(
            ExecutionLedger ledger,
            ExecutionStep steps,
            ExecutionEvidence evidence,
            Choke choke,
            AccessControl control,
            Directory directory,
            ContainmentConfig config,
            Clock clock,
            @ConfigProperty(name = "stakeout.data-dir") Path dataDirectory) {
        this(ledger, steps, evidence, choke, control, directory, config, clock, NodeLife.begin(dataDirectory));
    }

    Execution(
            ExecutionLedger ledger,
            ExecutionStep steps,
            ExecutionEvidence evidence,
            Choke choke,
            AccessControl control,
            Directory directory,
            ContainmentConfig config,
            Clock clock,
            NodeLife self) {
        this.self = self;
        this.ledger = ledger;
        this.steps = steps;
        this.evidence = evidence;
        this.choke = choke;
        this.control = control;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> {
                    Thread thread = new Thread(task, "stakeout-execution");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** A hint: the beat would find it too. */
    void onMove(@Observes(during = TransactionPhase.AFTER_SUCCESS) PlanMoved moved) {
        if (moved.state() == PlanState.EXECUTING) {
            worker.execute(this::work);
        } else {
            begun.remove(moved.plan());
            tries.remove(moved.plan());
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        worker.execute(this::work);
    }

    /** The step at hand is finished; the rest is gone on with after the next start, or by another node. */
    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            LOG.warn("a call to AWS is still under way; its step is read back before it is repeated");
        }
    }

    /** Goes on with what is this node's, as far as that is possible now. */
    void work() {
        try {
            inherit();
            ledger.claim(self.owner()).forEach(claimed -> {
                if (claimed.taken()) {
                    // whoever had it may have left it at any point: guardrails are asked again
                    begun.remove(claimed.plan());
                }
                execute(claimed.plan());
            });
        } catch (RuntimeException e) {
            LOG.errorf(e, "executions can't go on now, tried again in 2 s");
        }
    }

    /** Once, since a former life of this node has ended before this one began. */
    private void inherit() {
        if (!inherited) {
            ledger.release(self.lives());
            inherited = true;
        }
    }

    /** Goes on with a plan as far as it can now. */
    private void execute(long id) {
        try {
            ledger.job(id).ifPresent(this::goOn);
        } catch (AccessControlException.Retryable e) {
            again(id, e);
        } catch (AccessControlException e) {
            ledger.failed(id, 0, said(e));
        } catch (RuntimeException e) {
            LOG.errorf(e, "plan not executed, tried again plan=%d", id);
        }
    }

    private void again(long id, AccessControlException e) {
        LOG.warnf("AWS does not answer as it should plan=%d code=%s", id, e.code());
        if (tries.merge(id, 1, Integer::sum) >= MOST_TRIES) {
            ledger.failed(id, 0, "AWS did not answer, " + MOST_TRIES + " times: " + said(e));
        }
    }

    private void goOn(ExecutionLedger.Job job) {
        boolean first = !begun.contains(job.id());
        if (first && job.rehearsal().isEmpty() && !ledger.armed()) {
            ledger.rehearse(job.id(), choke.self());
            return;
        }
        Map<String, AccessControl.Hold> holds = new HashMap<>();
        try {
            open(job, holds);
            if (first && !ledger.begin(job.id(), choke.self(), ask(job, holds))) {
                return;
            }
            begun.add(job.id());
            if (first) {
                snapshot(job);
            }
            ledger.job(job.id()).ifPresent(now -> run(now, holds));
        } finally {
            holds.values().forEach(AccessControl.Hold::close);
        }
    }

    private void open(ExecutionLedger.Job job, Map<String, AccessControl.Hold> holds) {
        Map<String, List<Slot>> slots = job.draft().steps().stream()
                .map(step -> step.slot())
                .distinct()
                .collect(java.util.stream.Collectors.groupingBy(Slot::account));
        slots.forEach((account, of) -> {
            AccessControl.Hold hold = control.open(account, "plan-" + job.id(), of);
            holds.put(account, hold);
            ledger.sessions(job.id(), hold.sessions());
        });
    }

    private static Choke.Asked ask(ExecutionLedger.Job job, Map<String, AccessControl.Hold> holds) {
        Map<PrincipalRef, Standing> standings = new HashMap<>();
        Set<PrincipalRef> gone = new HashSet<>();
        for (PrincipalRef principal : job.draft().cut()) {
            AccessControl.Hold hold = holds.get(principal.account());
            if (hold != null && principal.kind() != PrincipalRef.Kind.ROOT) {
                try {
                    standings.put(principal, hold.standing(principal));
                } catch (AccessControlException.Gone e) {
                    gone.add(principal);
                }
            }
        }
        return new Choke.Asked(standings, gone);
    }

    /** Of each principal once, before the first change, in whichever life; whoever goes on would see what we have changed. */
    private void snapshot(ExecutionLedger.Job job) {
        for (PrincipalRef principal : job.draft().cut()) {
            String what = "profile of " + principal.arn();
            if (PlanDesk.inTransaction(() -> evidence.has(job.id(), what))) {
                continue;
            }
            String read = profile(principal);
            PlanDesk.inTransaction(() -> {
                evidence.keep(job.id(), what, read);
                return null;
            });
        }
    }

    /** What can't be read is said to be so; that undo data is there is a matter of each step. */
    private String profile(PrincipalRef principal) {
        try {
            return DraftJson.write(directory.profile(principal));
        } catch (AccessControlException e) {
            return "not readable: " + said(e);
        }
    }

    private void run(ExecutionLedger.Job job, Map<String, AccessControl.Hold> holds) {
        for (ExecutionLedger.Line line : job.lines()) {
            if (line.holds()) {
                continue;
            }
            if (line.step().renewal() && !spread(job.id())) {
                return;
            }
            if (!ledger.start(job.id(), line.n(), self.owner())) {
                return;
            }
            if (!steps.carryOut(job, line, holds.get(line.step().slot().account()))) {
                return;
            }
        }
        ledger.executed(job.id());
    }

    /** Whether the cuts have had the time to take effect everywhere. */
    private boolean spread(long id) {
        Instant effective =
                ledger.job(id).flatMap(ExecutionLedger.Job::effectiveAt).orElse(Instant.MAX);
        return effective.isBefore(clock.instant().minus(config.propagation()));
    }

    static String said(AccessControlException e) {
        String request = e.requestId().map(id -> " (request " + id + ")").orElse("");
        return e.code() + ": " + e.getMessage() + request;
    }
}
