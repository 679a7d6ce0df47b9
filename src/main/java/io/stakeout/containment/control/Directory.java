package io.stakeout.containment.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.containment.plan.PrincipalRef;

/**
 * Reads what AWS knows of principals, for a preview that a person asks for: the account's CloudTrail shows these calls,
 * and so a suspect may see them. Blocking, thread-safe; throws {@link AccessControlException}.
 */
public interface Directory {

    /** The calls that {@link #profile} makes, to be shown before: for example {@code iam:ListAccessKeys}. */
    List<String> calls(PrincipalRef principal);

    /** All that a person wants to know before cutting it. */
    Profile profile(PrincipalRef principal);

    /**
     * A user or role.
     *
     * @param lastUsed of a role or of a user's password, as AWS tells it
     * @param password whether a user has a console password
     * @param boundary ARN of its permissions boundary
     * @param longestSession seconds that a session of a role may last; 0 for a user
     */
    record Profile(
            PrincipalRef principal,
            String arn,
            Instant created,
            Optional<Instant> lastUsed,
            Map<String, String> tags,
            List<Key> keys,
            boolean password,
            Optional<String> boundary,
            List<String> inlinePolicies,
            List<String> attachedPolicies,
            int longestSession) {
        public Profile {
            Objects.requireNonNull(principal);
            Objects.requireNonNull(arn);
            tags = Map.copyOf(tags);
            keys = List.copyOf(keys);
            inlinePolicies = List.copyOf(inlinePolicies);
            attachedPolicies = List.copyOf(attachedPolicies);
        }
    }

    /** @param status {@code Active} or {@code Inactive} */
    record Key(
            String id, String status, Optional<Instant> lastUsed, Optional<String> service, Optional<String> region) {}
}
