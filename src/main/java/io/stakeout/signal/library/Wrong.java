package io.stakeout.signal.library;

import java.util.List;

import io.stakeout.signal.yaml.Mistake;

/** Files that can't be taken, with all that is wrong with them. */
final class Wrong extends RuntimeException {

    private final transient List<Mistake> mistakes;

    Wrong(List<Mistake> mistakes) {
        super(mistakes.toString());
        this.mistakes = List.copyOf(mistakes);
    }

    List<Mistake> mistakes() {
        return mistakes;
    }
}
