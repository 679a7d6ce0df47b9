package io.stakeout.aws;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How AWS is reached. */
@ConfigMapping(prefix = "stakeout.aws")
interface AwsConfig {

    /** Another endpoint than AWS's own, for every client; drill and replay allow loopback only. */
    Optional<URI> endpoint();

    /** The region of clients that aren't asked for another one. */
    @WithDefault("us-east-1")
    String region();
}
