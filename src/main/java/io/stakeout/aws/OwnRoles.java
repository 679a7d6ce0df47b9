package io.stakeout.aws;

import java.util.Optional;

import jakarta.inject.Singleton;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

import io.stakeout.Mode;
import io.stakeout.RehearsalCloud;
import io.stakeout.RehearsalCloud.Access;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.plan.PrincipalRef;

/** The roles that Stakeout assumes: those that are configured, and in a drill those of its cloud. Thread-safe. */
@Singleton
class OwnRoles {

    private final Mode mode;
    private final AwsConfig config;
    private final RehearsalCloud cloud;

    OwnRoles(Mode mode, AwsConfig config, RehearsalCloud cloud) {
        this.mode = mode;
        this.config = config;
        this.cloud = cloud;
    }

    /** Refuses where there is nothing that could be called: a rehearsal never reaches AWS itself. */
    void requireCloud() {
        if (mode == Mode.REPLAY) {
            throw new AccessControlException.Permanent(
                    "no-aws", "A replay has no AWS: nothing was called. A drill has a small one of its own.", null);
        }
        if (mode.drill() && access().isEmpty() && config.endpoint().isEmpty()) {
            throw new AccessControlException.Permanent(
                    "no-aws",
                    "This drill has no AWS: it has not begun, has ended, or plays what was recorded."
                            + " Nothing was called.",
                    null);
        }
    }

    /** ARN of the role that is assumed in an account. */
    Optional<String> execution(String account) {
        return access().map(Access::executionRole)
                .or(config::executionRole)
                .map(name -> "arn:" + partition() + ":iam::" + account + ":role/" + name);
    }

    /** The same, as a principal. */
    Optional<PrincipalRef> executionPrincipal(String account) {
        return execution(account)
                .map(arn -> new PrincipalRef(PrincipalRef.Kind.ROLE, account, arn.substring(arn.lastIndexOf('/') + 1)));
    }

    /** ARN of the role that changes service control policies. */
    Optional<String> organization() {
        return access().map(Access::organizationRole).or(config::organizationRole);
    }

    Optional<String> externalId() {
        return access().map(Access::externalId).or(config::externalId);
    }

    /** Of ARNs: other than {@code aws} in China and in the isolated regions. */
    String partition() {
        return PartitionMetadata.of(Region.of(config.region())).id();
    }

    private Optional<Access> access() {
        return mode.drill() ? cloud.access() : Optional.empty();
    }
}
