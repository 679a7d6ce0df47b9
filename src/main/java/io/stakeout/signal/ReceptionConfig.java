package io.stakeout.signal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.signals.*}, beside what the library reads: who may tell signals, and how many open incidents. */
@ConfigMapping(prefix = "stakeout.signals")
public interface ReceptionConfig {

    /** By source: its secret; two valid ones are separated by a comma. */
    Map<String, String> secrets();

    /** By source: the accounts that it may speak for; {@code *} for all. */
    Map<String, List<String>> accounts();

    /** Deliveries that one source may make in a minute. */
    @WithDefault("600")
    int perMinute();

    /** How long after its incident was closed a principal opens no other one. */
    @WithDefault("1h")
    Duration coolDown();

    /** By how much a score must be higher than all before to open one all the same. */
    @WithDefault("10")
    int coolDownRise();

    /** Incidents that the signals of one source open within an hour; further ones are gathered in one. */
    @WithDefault("10")
    int openPerHour();

    /** How long a delivery waits for those before it, over all nodes; then it is told to come again. */
    @WithDefault("20s")
    Duration patience();

    /** How long a signal is kept after it was last told; those of open incidents stay. */
    @WithDefault("365d")
    Duration keep();
}
