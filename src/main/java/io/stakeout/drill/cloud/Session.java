package io.stakeout.drill.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.policy.NamedPolicy;
import io.stakeout.drill.world.Ordered;

/**
 * Temporary credentials that STS has given out, and all that they stand for until they expire.
 *
 * @param ownerId the unique id of the role or user behind it
 * @param name the session's name: of a role session or a federated user
 * @param chained whether another role session assumed it
 * @param policies session policies, when any were passed
 * @param deliveredTo the ARN of the instance whose metadata gave them out
 * @param person id of the Identity Center user for whom a permission set gave them out
 */
public record Session(
        String accessKeyId,
        String secret,
        String token,
        CredentialKind kind,
        String account,
        String owner,
        String ownerId,
        String name,
        Instant issued,
        Instant expires,
        boolean mfa,
        boolean chained,
        Optional<String> sourceIdentity,
        Map<String, String> tags,
        Set<String> transitiveTags,
        Optional<List<NamedPolicy>> policies,
        Optional<String> deliveredTo,
        Optional<String> person) {

    public Session {
        tags = Ordered.copy(tags);
        transitiveTags = Set.copyOf(transitiveTags);
        Objects.requireNonNull(person);
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expires);
    }

    @Override
    public String toString() {
        return "Session[" + accessKeyId + ", " + kind + ", " + account + "/" + owner + "/" + name + "]";
    }
}
