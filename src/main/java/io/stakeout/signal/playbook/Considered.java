package io.stakeout.signal.playbook;

/**
 * What became of one playbook.
 *
 * @param matches whether it is for this signal; all but one of those stand back
 * @param why for people, why it fired or why it didn't
 */
public record Considered(Playbook playbook, boolean matches, String why) {}
