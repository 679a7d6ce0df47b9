package io.stakeout.notify.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.notify.webhook.*}: who gets every event by HTTP. */
@ConfigMapping(prefix = "stakeout.notify.webhook")
interface WebhookConfig {

    /** Where to; nothing is sent without it. https, or http on loopback. */
    Optional<URI> url();

    /** By which the receiver knows that it is us; 16 characters or more. */
    Optional<String> secret();

    /** Who we say that we are. */
    @WithDefault("stakeout")
    String source();

    /** Calls wait this long for others to go with them. */
    @WithDefault("5s")
    Duration every();

    /** Events of one delivery, 500 at most. */
    @WithDefault("100")
    int batch();

    /** The longest that one delivery may take. */
    @WithDefault("10s")
    Duration timeout();
}
