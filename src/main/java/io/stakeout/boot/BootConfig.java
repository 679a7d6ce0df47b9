package io.stakeout.boot;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import io.stakeout.Mode;

/** What is decided before the application runs. */
@ConfigMapping(prefix = "stakeout")
interface BootConfig {

    /** Set by the command; not meant to be set by people. */
    @WithDefault("serve")
    Mode mode();

    /** The directory of this mode: for drill and replay the marked sub-directory. Set by the command. */
    Optional<String> dataDir();

    /** The address that people's browsers use, when it isn't the one that Stakeout listens on. */
    Optional<String> publicUrl();
}
