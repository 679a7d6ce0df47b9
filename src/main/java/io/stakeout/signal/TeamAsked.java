package io.stakeout.signal;

import java.time.Instant;
import java.util.Optional;

import io.stakeout.signal.team.Routing;

/**
 * A playbook wants a team told of a signal ({@code notify}); fired in the transaction that decides about it, as often as a
 * room is told of it.
 *
 * @param signal its id
 * @param incident in whose room it is; empty when it is only kept
 * @param seen how often it has been told, from 1
 * @param routing to a team that there is
 * @param text one line: who says what, and how sure
 */
public record TeamAsked(
        long signal, Optional<Long> incident, long seen, int score, Instant at, Routing routing, String text) {}
