package io.stakeout.signal.playbook;

import java.util.List;

/**
 * What is to be done when a detector says something, as people wrote it down. Immutable.
 *
 * @param file where it was read from
 * @param shipped whether it came with Stakeout
 * @param sha256 of its text, hexadecimal: what exactly it said
 * @param priority the higher one decides
 */
public record Playbook(
        String name,
        int priority,
        String file,
        boolean shipped,
        String sha256,
        When when,
        List<Exemption> unless,
        Then then) {

    public Playbook {
        unless = List.copyOf(unless);
    }

    /** What it does, in a sentence for people. */
    public String sentence() {
        return Sentence.of(then);
    }
}
