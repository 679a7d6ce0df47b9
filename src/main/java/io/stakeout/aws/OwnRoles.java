package io.stakeout.aws;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final FindingsConfig findings;
    private final RehearsalCloud cloud;

    OwnRoles(Mode mode, AwsConfig config, FindingsConfig findings, RehearsalCloud cloud) {
        this.mode = mode;
        this.config = config;
        this.findings = findings;
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

    /** Those in an account, whatever they are assumed for. */
    Set<PrincipalRef> principals(String account) {
        return Stream.of(execution(account), organization(), findings(account))
                .flatMap(Optional::stream)
                .flatMap(arn -> PrincipalRef.ofArn(arn).stream())
                .filter(role -> role.account().equals(account))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> findings(String account) {
        return findings.role()
                .filter(name -> findings.accounts().orElse(Set.of()).contains(account))
                .map(name -> "arn:" + partition() + ":iam::" + account + ":role/" + name);
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
