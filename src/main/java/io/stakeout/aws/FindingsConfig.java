package io.stakeout.aws;

import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;

/** {@code stakeout.aws.findings.*}: whose detectors may be asked whether they have found what rode on the stream. */
@ConfigMapping(prefix = "stakeout.aws.findings")
interface FindingsConfig {

    /** The accounts whose GuardDuty and Security Hub are ours; nobody else's is asked, and unset nobody's. */
    Optional<Set<String>> accounts();

    /** Name, with its path if it has one, of the role that is assumed there; unset, our own account by our own credentials. */
    Optional<String> role();
}
