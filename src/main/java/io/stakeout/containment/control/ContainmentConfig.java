package io.stakeout.containment.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds and times of containment. */
@ConfigMapping(prefix = "stakeout.containment")
public interface ContainmentConfig {

    /** The name of our inline policies and service control policies in AWS: it should give nothing away. */
    @WithDefault("ServiceAccessBaseline")
    String policyName();

    /** Users and roles that one plan may cut; 0 means none. */
    @WithDefault("10")
    int capAbsolute();

    /** Users and roles that all plans together may cut in one account within an hour; 0 means none. */
    @WithDefault("20")
    int capPerHour();

    /**
     * How many of a hundred users and roles that were active in the account in the 24 hours before the incident was opened
     * may be cut at the same time; one may always be, unless this is 0.
     */
    @WithDefault("10")
    double capPercent();

    /** ARNs (with {@code *}) or names that are never cut. */
    Optional<List<String>> protect();

    /** The same for the principals that are kept for emergencies. */
    Optional<List<String>> breakGlass();

    /** Tags, {@code key} or {@code key=value}, whose bearers are never cut. */
    Optional<List<String>> protectTags();

    /** How long a request waits for its approval. */
    @WithDefault("15m")
    Duration approvalWithin();

    /** After which arming ends by itself. */
    @WithDefault("8h")
    Duration armedFor();

    /** How old an operator's account has to be before it may approve, and how long ago its requester may have changed it. */
    @WithDefault("24h")
    Duration approverAge();

    /** How long a principal isn't touched again after a plan on it failed or was undone. */
    @WithDefault("10m")
    Duration coolDown();

    /** How long AWS takes until a change counts everywhere: what happens meanwhile is no failure of a cut. */
    @WithDefault("10s")
    Duration propagation();

    /** How long lanes that are alive must show no success before a plan is called verified. */
    @WithDefault("30m")
    Duration quietWindow();

    /** After which a lane that should prove a plan and doesn't go on makes it unproven. */
    @WithDefault("15m")
    Duration unprovenAfter();

    /** After which a containment that is in force has to be looked at again. */
    @WithDefault("168h")
    Duration expiresAfter();

    /** How long before that its owner is reminded. */
    @WithDefault("24h")
    Duration remindBefore();
}
