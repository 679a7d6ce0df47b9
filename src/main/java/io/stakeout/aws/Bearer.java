package io.stakeout.aws;

import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.iam.IamClient;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * A user or role, as IAM's calls see it: what they do is the same, how they are called isn't. Every method throws
 * {@code Gone} when there is no such principal; what it doesn't have is nothing.
 */
interface Bearer {

    static Bearer of(PrincipalRef principal, IamClient iam, AwsCalls calls) {
        return switch (principal.kind()) {
            case USER -> new UserBearer(principal.name(), iam, calls);
            case ROLE -> new RoleBearer(principal.name(), iam, calls);
            case ROOT -> throw new IllegalArgumentException("a root has no policies");
        };
    }

    Standing standing();

    /** ARN of the permissions boundary. */
    Optional<String> boundary();

    /** Document of an inline policy, byte for byte as it was put. */
    Optional<String> policy(String name);

    /** Removes what is empty; the ids of the requests. */
    List<String> putBoundary(Optional<String> arn);

    /** Removes what is empty; the ids of the requests. */
    List<String> putPolicy(String name, Optional<String> document);
}
