package io.stakeout.aws;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

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

    /** Nobody's detectors are asked. */
    static FindingsConfig noFindings() {
        return findings(Optional.empty(), Set.of());
    }

    static FindingsConfig findings(Optional<String> role, Set<String> accounts) {
        return new FindingsConfig() {
            @Override
            public Optional<Set<String>> accounts() {
                return Optional.of(accounts);
            }

            @Override
            public Optional<String> role() {
                return role;
            }
        };
    }
}
