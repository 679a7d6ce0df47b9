package io.stakeout.notify.sns;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** {@code stakeout.notify.sns.*}. */
@ConfigMapping(prefix = "stakeout.notify.sns")
interface SnsConfig {

    /** ARN of the topic that gets what calls everybody; nothing is published without it. */
    Optional<String> topic();
}
