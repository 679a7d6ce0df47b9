package io.stakeout.access;

import io.stakeout.Problem;

/** Text that PostgreSQL keeps: everything but NUL and halves of surrogate pairs. */
final class Storable {

    private Storable() {}

    static void check(String field, String text) {
        boolean refused = text.codePoints().anyMatch(c -> c == 0 || c >= 0xd800 && c <= 0xdfff);
        if (refused) {
            throw Problem.invalid("Text not usable", field + ": holds a character that can't be stored; leave it out.");
        }
    }
}
