package io.stakeout.notify;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.notify.*}: how what is to be told is brought out, whichever way. */
@ConfigMapping(prefix = "stakeout.notify")
public interface NotifyConfig {

    /** The channel that gets each anchor of the audit. */
    Optional<String> anchors();

    /** How often a row is tried before it is a dead letter. */
    @WithDefault("20")
    int attempts();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("2s")
    Duration firstPause();

    /** The longest pause of one row. */
    @WithDefault("15m")
    Duration longestPause();

    /** The longest pause of a channel that is down and doesn't say for how long. */
    @WithDefault("1m")
    Duration channelPause();

    /** How long who delivers has a row for himself; by then he has settled, or it is delivered again. */
    @WithDefault("2m")
    Duration lease();

    /** What has waited longer goes together, or is left to the digest. */
    @WithDefault("2m")
    Duration late();

    /** How long what was told is kept; dead letters stay three times as long. */
    @WithDefault("30d")
    Duration keep();
}
