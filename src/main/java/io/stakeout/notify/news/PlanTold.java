package io.stakeout.notify.news;

import java.util.Optional;

/**
 * A plan that has moved.
 *
 * @param action what happened, mostly the new state's id, for example {@code awaiting-approval}
 * @param state in which it is now
 * @param level from {@code L0} to {@code L5}
 * @param rehearsal whether nothing is changed by it
 * @param undoOf the plan that it takes back
 */
public record PlanTold(long id, String action, String state, String level, boolean rehearsal, Optional<Long> undoOf) {}
