package io.stakeout.ingest;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.replay.*}: what {@code ./stakeout replay} plays. */
@ConfigMapping(prefix = "stakeout.replay")
public interface ReplayConfig {

    /** The files, in order; paths with a comma are escaped by a backslash. */
    Optional<List<String>> files();

    /** How many times faster than it happened, or {@code max}. */
    @WithDefault("1")
    String speed();
}
