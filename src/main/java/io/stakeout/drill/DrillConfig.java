package io.stakeout.drill;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.drill.*}: what {@code ./stakeout drill} plays. */
@ConfigMapping(prefix = "stakeout.drill")
interface DrillConfig {

    /** {@code quiet}, {@code noisy}, {@code fighting}, {@code flood}, or {@code recorded}. */
    @WithDefault("quiet")
    String scenario();

    /** How many times faster than usual: the cast and both lanes. */
    @WithDefault("1")
    double speed();

    /** Where all chance comes from. */
    @WithDefault("1")
    long seed();

    /** How long a change takes until authorisation sees it. */
    @WithDefault("4s")
    Duration propagation();
}
