package io.stakeout.signal.team;

import java.util.Optional;

/**
 * Whose a signal is.
 *
 * @param team empty only when there are no teams
 * @param reason for people
 * @param fallback whether it went to the security team since nobody else is known for it
 */
public record Routing(Optional<Team> team, String reason, boolean fallback) {}
