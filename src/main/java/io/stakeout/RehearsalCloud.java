package io.stakeout;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The small cloud of a rehearsal, where there is one: what production does in AWS, a drill does there. Implementations
 * are thread-safe.
 */
public interface RehearsalCloud {

    /** The way in; nothing before it is there, after it has ended, and in a rehearsal of recorded data. */
    Optional<Access> access();

    /**
     * Stakeout's own credentials there, and the roles that it assumes. They open nothing else.
     *
     * @param endpoint on loopback
     * @param executionRole name of the role that cuts access, in each member account
     * @param organizationRole ARN of the role that changes service control policies
     * @param externalId what both ask for
     */
    record Access(
            URI endpoint,
            String accessKeyId,
            String secretAccessKey,
            String executionRole,
            String organizationRole,
            String externalId) {
        public Access {
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(accessKeyId);
            Objects.requireNonNull(secretAccessKey);
            Objects.requireNonNull(executionRole);
            Objects.requireNonNull(organizationRole);
            Objects.requireNonNull(externalId);
        }

        @Override
        public String toString() {
            return "Access[" + endpoint + ", " + accessKeyId + "]";
        }
    }
}
