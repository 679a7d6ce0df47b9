package io.stakeout.signal;

import java.util.Optional;

/**
 * What a source gets for its signal.
 *
 * @param signalId ours, by which it can be looked up
 * @param incident in whose room it is; not said of one that only some operators may see
 */
public record Told(long signalId, Outcome outcome, Optional<Long> incident) {}
