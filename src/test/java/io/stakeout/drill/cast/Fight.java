package io.stakeout.drill.cast;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import software.amazon.awssdk.services.iam.IamClient;

import io.stakeout.drill.TestCloud;

import static org.awaitility.Awaitility.await;

/** The attack by somebody who fights for what was won, and a helper of another account; each moves when a test says so. */
public final class Fight {

    private static final double FAST = 100;

    private final TestCloud cloud;
    private final Attacker attacker;
    private final Pulse pulse = new Pulse(3, FAST, new CountDownLatch(1));

    private Fight(TestCloud cloud, Attacker attacker) {
        this.cloud = cloud;
        this.attacker = attacker;
    }

    /** Attacks, as {@link Raid}. */
    public static Fight on(TestCloud cloud) {
        Fight fight = new Fight(cloud, new Attacker(cloud.clients(), cloud.keysOf(Scenery.LEAKED), true));
        Thread raid = new Thread(() -> fight.attacker.attack(fight.pulse), "fight");
        raid.start();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    cloud.pass(Duration.ofSeconds(2));
                    return !raid.isAlive();
                });
        cloud.settle();
        return fight;
    }

    /** Looks at what was done against it, and takes back of that what it may. */
    public void back() {
        attacker.comesBack(pulse);
    }

    /** The helper takes off what doesn't belong on the attacker's users. */
    public void help() {
        IamClient iam = cloud.clients().iam(Persona.ACCOMPLICE, cloud.keysOf(Scenery.PARTNER));
        Accomplice.WARDS.forEach(ward -> Accomplice.help(iam, ward));
    }

    /** All that the attacker holds by now. */
    public List<Raid.Loot> loot() {
        return attacker.held().stream()
                .map(held -> new Raid.Loot(held.holder(), held.keys()))
                .toList();
    }
}
