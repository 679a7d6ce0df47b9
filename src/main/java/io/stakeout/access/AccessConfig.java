package io.stakeout.access;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How people and scripts get in. Every key is explained in docs/configuration.md. */
@ConfigMapping(prefix = "stakeout.access")
public interface AccessConfig {

    /** A browser session unused for this long is over. */
    @WithDefault("8h")
    Duration sessionIdle();

    /** A browser session is over after this long, used or not. */
    @WithDefault("24h")
    Duration sessionLifetime();

    /** bcrypt cost of new password hashes, 4 to 31. */
    @WithDefault("12")
    int bcryptCost();

    /** How long a right password is remembered (as a keyed hash) for HTTP Basic. */
    @WithDefault("60s")
    Duration basicCache();

    /** Lifetime of an API token whose maker names none. */
    @WithDefault("90d")
    Duration tokenLifetime();

    Throttle throttle();

    /** Limits of password guessing, per node. */
    interface Throttle {

        /** Failures of one account from one address before that pair is locked. */
        @WithDefault("5")
        int failures();

        /** The first lock of a pair, and the lock of an address; each further lock of a pair doubles. */
        @WithDefault("15m")
        Duration lock();

        /** The longest lock of a pair. */
        @WithDefault("24h")
        Duration longestLock();

        /** Failures from one address, whatever the account, before the address is locked. */
        @WithDefault("30")
        int addressFailures();

        /** Failures of one account, whatever the address, before strangers must wait between attempts. */
        @WithDefault("20")
        int accountFailures();

        /** How long strangers then wait between attempts. */
        @WithDefault("30s")
        Duration accountPause();
    }
}
