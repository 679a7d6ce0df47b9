package io.stakeout.boot;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.stakeout.Mode;

/** Lets features ask how this process was started, by injecting {@link Mode}. */
@Singleton
class Modes {

    @Produces
    @Singleton
    Mode mode(BootConfig config) {
        return config.mode();
    }
}
