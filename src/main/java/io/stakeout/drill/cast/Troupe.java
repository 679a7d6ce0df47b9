package io.stakeout.drill.cast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/** The whole cast at work, each on a thread of its own, until it is closed. */
public final class Troupe implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Troupe.class);

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean attackEnded;

    private Troupe() {}

    /**
     * Begins.
     *
     * @param metadata new credentials of the instance that writes reports
     * @param speed how many times faster than usual, above 0
     */
    public static Troupe play(
            Scenario scenario, Scenery scenery, Clients clients, Supplier<Keys> metadata, double speed, long seed) {
        Troupe troupe = new Troupe();
        List<Script> scripts = new ArrayList<>(new Bystanders(clients, scenery, metadata).all(scenario.busy()));
        scripts.add(new Guardian(clients, scenery.keysOf("guardian-host")));
        if (scenario.fighting()) {
            scripts.add(new Accomplice(clients, scenery.keysOf(Scenery.PARTNER)));
        }
        if (scenario.flood()) {
            scripts.add(new Flood(clients, scenery.keysOf(Scenery.LEAKED)));
        }
        scripts.add(new Attacker(clients, scenery.keysOf(Scenery.LEAKED), scenario.fighting()));
        for (int i = 0; i < scripts.size(); i++) {
            troupe.start(scripts.get(i), new Pulse(seed * 31 + i, speed, troupe.over));
        }
        return troupe;
    }

    private void start(Script script, Pulse pulse) {
        Thread thread = new Thread(
                () -> perform(script, pulse),
                "stakeout-drill-" + script.persona().name());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void perform(Script script, Pulse pulse) {
        try {
            script.play(pulse);
        } catch (Pulse.Over e) {
            LOG.debugf("drill-exit actor=%s", script.persona().name());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "drill-actor-failed actor=%s: the others play on",
                    script.persona().name());
        } finally {
            if (script instanceof Attacker) {
                attackEnded = true;
            }
        }
    }

    /** Whether the attacker has given up. */
    public boolean attackHasEnded() {
        return attackEnded;
    }

    /** Sends everybody home, and waits a moment for them. */
    @Override
    public void close() {
        over.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
