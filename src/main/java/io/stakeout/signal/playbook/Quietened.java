package io.stakeout.signal.playbook;

import io.stakeout.incident.Verdict;

/**
 * A signal on which a playbook fired is only recorded, for what was found out earlier.
 *
 * @param times how many earlier verdicts were this
 * @param why for people
 */
public record Quietened(Verdict verdict, int times, String why) {}
