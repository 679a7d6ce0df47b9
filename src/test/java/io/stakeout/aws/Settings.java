package io.stakeout.aws;

import java.net.URI;
import java.util.Optional;

/** Settings of a test. */
record Settings(
        Optional<URI> endpoint,
        String region,
        Optional<String> executionRole,
        Optional<String> organizationRole,
        Optional<String> externalId)
        implements AwsConfig {

    static Settings none() {
        return at(Optional.empty());
    }

    static Settings at(Optional<URI> endpoint) {
        return new Settings(endpoint, "us-east-1", Optional.empty(), Optional.empty(), Optional.empty());
    }
}
