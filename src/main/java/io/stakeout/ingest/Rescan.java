package io.stakeout.ingest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.WatchPublished;
import io.stakeout.watch.Watchlist;

/**
 * When the watch grows, reads what had passed again for who is new in it: one look at a time, on a thread of its own,
 * with everybody who was added since the last. What was not looked for yet is found by comparing watchlists, so nothing
 * is lost when a look fails or a hint is missed.
 */
@ApplicationScoped
class Rescan {

    private static final Logger LOG = Logger.getLogger(Rescan.class);
    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Intake intake;
    private final CurrentWatch watch;
    private final LookedBack lookedBack;
    private final Semaphore hints = new Semaphore(0);
    private final Patience patience = new Patience(this::stopped, why -> {});
    private volatile boolean stopped;
    private volatile Watchlist done = Watchlist.empty();
    private Thread looker;

    Rescan(Intake intake, CurrentWatch watch, LookedBack lookedBack) {
        this.intake = intake;
        this.watch = watch;
        this.lookedBack = lookedBack;
    }

    void onPublished(@Observes WatchPublished published) {
        hints.release();
    }

    void onStart(@Observes StartupEvent event) {
        looker = new Thread(this::run, "stakeout-rescan");
        looker.setDaemon(true);
        looker.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        hints.release();
        looker.join(LONGEST_STOP.toMillis());
    }

    private boolean stopped() {
        return stopped;
    }

    private void run() {
        while (!stopped) {
            try {
                if (hints.tryAcquire(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    hints.drainPermits();
                }
                lookForWhoIsNew();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "looking back failed, the next beat tries again");
            }
        }
    }

    /** Whom has been looked for. */
    Watchlist done() {
        return done;
    }

    /** Everybody who is watched now and was not looked for yet. */
    void lookForWhoIsNew() {
        Watchlist now = watch.published();
        Watchlist fresh = now.minus(done);
        if (fresh.size() > 0 && !look(fresh)) {
            return;
        }
        done = now;
    }

    /** @return whether it came to its end; else it is done again from the start, which is harmless */
    private boolean look(Watchlist fresh) {
        Reading reading = intake.again("lookback");
        SecondLook look = new SecondLook(fresh, intake.lookback(), reading, intake.scanner());
        boolean more = true;
        while (more && !stopped) {
            more = look.goOn();
            if (!written(reading)) {
                return false;
            }
        }
        look.since().ifPresent(since -> lookedBack.say(reading.recorded(), since));
        return !more;
    }

    private boolean written(Reading reading) {
        return patience.until(() -> {
                    reading.flush();
                    return true;
                })
                .isPresent();
    }
}
