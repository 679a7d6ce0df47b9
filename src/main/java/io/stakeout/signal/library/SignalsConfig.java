package io.stakeout.signal.library;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.signals.*}: what is done when a detector says something. */
@ConfigMapping(prefix = "stakeout.signals")
public interface SignalsConfig {

    /** The directory of playbooks; unset, {@code playbooks} in the data directory, if there is one. */
    Optional<Path> playbooks();

    /** The file that says who owns what; unset, {@code teams.yaml} in the data directory, if there is one. */
    Optional<Path> teams();

    /** The hardest level that a playbook may have executed without a person; never above L3. */
    @WithDefault("L2")
    String autoMaxLevel();
}
