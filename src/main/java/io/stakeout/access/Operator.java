package io.stakeout.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person who may sign in.
 *
 * @param breakGlass may skip an approval in an emergency; never a guardrail
 * @param awsPrincipals ARNs of this person's own AWS principals, so that nobody cuts off the people at work
 * @param changedAt when somebody else last changed it, by {@code changedBy}
 */
public record Operator(
        long id,
        String name,
        String displayName,
        Role role,
        boolean disabled,
        boolean breakGlass,
        List<String> awsPrincipals,
        Optional<String> slackUserId,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {}
