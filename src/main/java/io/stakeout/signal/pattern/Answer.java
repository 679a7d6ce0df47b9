package io.stakeout.signal.pattern;

/**
 * Whether a pattern is for an event, and why or why not.
 *
 * @param why for people, without a full stop; values of the event are made visible and cut
 */
public record Answer(boolean matches, String why) {}
