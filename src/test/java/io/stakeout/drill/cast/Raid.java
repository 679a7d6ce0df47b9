package io.stakeout.drill.cast;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.stakeout.drill.TestCloud;

import static org.awaitility.Awaitility.await;

/** The attack of a drill, as fast as the cloud's clock is moved, and all that whoever made it holds then. */
public final class Raid {

    /** A credential, and whose it is. */
    public record Loot(String holder, Keys keys) {}

    private static final double FAST = 100;

    private Raid() {}

    public static List<Loot> on(TestCloud cloud) {
        Attacker attacker = new Attacker(cloud.clients(), cloud.keysOf(Scenery.LEAKED), false);
        Thread raid = new Thread(() -> attacker.attack(new Pulse(3, FAST, new CountDownLatch(1))), "raid");
        raid.start();
        // so that what is minted takes effect before it is used
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    cloud.pass(Duration.ofSeconds(2));
                    return !raid.isAlive();
                });
        cloud.settle();
        return attacker.held().stream()
                .map(held -> new Loot(held.holder(), held.keys()))
                .toList();
    }
}
