package io.stakeout.containment.proof;

import java.util.Objects;

/**
 * What was read of a step.
 *
 * @param n its number, from 1
 * @param ok whether AWS holds what we left
 * @param text for people
 */
public record ReadBackLine(int n, boolean ok, String text) {
    public ReadBackLine {
        Objects.requireNonNull(text);
    }
}
