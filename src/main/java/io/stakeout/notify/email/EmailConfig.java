package io.stakeout.notify.email;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.notify.email.*}; the server is set by {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "stakeout.notify.email")
interface EmailConfig {

    /** The address that mails are from; nothing is sent without it. */
    Optional<String> from();

    /** Who gets what calls everybody. Teams get their own by playbooks. */
    Optional<List<String>> to();

    /** The longest that one mail may take. */
    @WithDefault("20s")
    Duration timeout();
}
