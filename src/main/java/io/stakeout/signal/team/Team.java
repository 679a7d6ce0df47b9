package io.stakeout.signal.team;

import java.util.Optional;

/**
 * Who is told, and where.
 *
 * @param security whether it takes what nobody else owns
 * @param escalation whom to call when nobody answers, in words
 */
public record Team(
        String name,
        boolean security,
        Optional<String> slackChannel,
        Optional<String> email,
        Optional<String> escalation) {}
