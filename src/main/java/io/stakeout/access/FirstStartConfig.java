package io.stakeout.access;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What the very first start needs. */
@ConfigMapping(prefix = "stakeout")
interface FirstStartConfig {

    /** Password of the operator admin; a random one is printed without it. */
    Optional<String> adminPassword();
}
