package io.stakeout.drill.cast;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.stakeout.drill.trail.Lane;
import io.stakeout.drill.trail.LaneSettings;

/** How hard a drill is. */
public enum Scenario {

    /** The attack, a few colleagues at work, and a trail that nobody can stop. */
    QUIET(1, true, false, false, 0.01),

    /** Many colleagues at work, duplicates, and a trail that the attacker stops until somebody notices. */
    NOISY(10, false, false, false, 0.05),

    /** The attacker, and somebody unknown, undo what is done against them. */
    FIGHTING(1, false, true, false, 0.01),

    /** The attacker floods the room with calls. */
    FLOOD(1, true, false, true, 0.02);

    private final double busy;
    private final boolean trailProtected;
    private final boolean fighting;
    private final boolean flood;
    /** The share of records that are delivered twice, and that the fast lane loses. */
    private final double untidy;

    Scenario(double busy, boolean trailProtected, boolean fighting, boolean flood, double untidy) {
        this.busy = busy;
        this.trailProtected = trailProtected;
        this.fighting = fighting;
        this.flood = flood;
        this.untidy = untidy;
    }

    /** The scenario of this name. */
    public static Optional<Scenario> named(String name) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id().equals(name))
                .findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(Scenario::id).collect(Collectors.joining(", "));
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    double busy() {
        return busy;
    }

    public boolean trailProtected() {
        return trailProtected;
    }

    boolean fighting() {
        return fighting;
    }

    boolean flood() {
        return flood;
    }

    /** How a lane delivers: EventBridge in seconds, but not all, and CloudWatch Logs in minutes; both some twice. */
    public LaneSettings lane(Lane lane) {
        return lane == Lane.EVENTBRIDGE
                ? new LaneSettings(Duration.ofSeconds(2), Duration.ofSeconds(8), untidy, untidy)
                : new LaneSettings(Duration.ofSeconds(90), Duration.ofSeconds(400), untidy, 0);
    }
}
