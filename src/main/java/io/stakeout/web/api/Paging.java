package io.stakeout.web.api;

import io.stakeout.Problem;

/** Where a page starts and how long it is. */
record Paging(long after, int limit) {

    static Paging of(String after, String limit, int most) {
        long from = number("after", after, 0);
        long length = number("limit", limit, most);
        if (length < 1 || length > most) {
            throw Problem.invalid("Page not understood", "limit: is a number from 1 to " + most + ".");
        }
        return new Paging(from, (int) length);
    }

    private static long number(String name, String text, long otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(name);
        }
        throw refused(name);
    }

    private static Problem refused(String name) {
        return Problem.invalid("Page not understood", name + ": is a number, 0 or more.");
    }
}
