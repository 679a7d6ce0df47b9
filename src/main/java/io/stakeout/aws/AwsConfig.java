package io.stakeout.aws;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How AWS is reached, and by which roles access is cut. */
@ConfigMapping(prefix = "stakeout.aws")
interface AwsConfig {

    /** Another endpoint than AWS's own, for every client; drill and replay allow loopback only. */
    Optional<URI> endpoint();

    /** The region of clients that aren't asked for another one. */
    @WithDefault("us-east-1")
    String region();

    /** Name, with its path if it has one, of the role that is assumed in the account whose users and roles are changed. */
    Optional<String> executionRole();

    /** ARN of the role that is assumed to change service control policies. */
    Optional<String> organizationRole();

    /** The external id that both roles ask for. */
    Optional<String> externalId();
}
