package io.stakeout.drill.policy;

import java.util.Arrays;

/**
 * A text in which {@code *} stands for any characters and {@code ?} for one, unless they were put there as plain text.
 *
 * <p>Matching takes at most as many steps as the product of both lengths and no memory: after a mismatch only the last
 * star is tried further on, which is enough, since an earlier star could take no less.
 */
final class Glob {

    private final String text;
    /** Where a character of the text is a wildcard. */
    private final boolean[] wild;

    private Glob(String text, boolean[] wild) {
        this.text = text;
        this.wild = wild;
    }

    /** A text in which each star and question mark is a wildcard. */
    static Glob of(String pattern) {
        return literally("").andWildcards(pattern);
    }

    /** A text without wildcards. */
    static Glob literally(String text) {
        return new Glob(text, new boolean[text.length()]);
    }

    Glob andWildcards(String pattern) {
        boolean[] marks = marks(pattern);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            marks[text.length() + i] = c == '*' || c == '?';
        }
        return new Glob(text + pattern, marks);
    }

    Glob andLiterally(String plain) {
        return new Glob(text + plain, marks(plain));
    }

    private boolean[] marks(String more) {
        boolean[] marks = new boolean[text.length() + more.length()];
        System.arraycopy(wild, 0, marks, 0, text.length());
        return marks;
    }

    /** The text, wildcards as they are written. */
    String text() {
        return text;
    }

    /** What stands between two places of the text. */
    Glob part(int from, int to) {
        return new Glob(text.substring(from, to), Arrays.copyOfRange(wild, from, to));
    }

    boolean matches(String value) {
        return matches(value, false);
    }

    boolean matchesAnyCase(String value) {
        return matches(value, true);
    }

    private boolean matches(String value, boolean anyCase) {
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < value.length(); ) {
            if (isStar(at)) {
                star = at++;
                resume = i;
            } else if (fits(at, value.charAt(i), anyCase)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return onlyStarsFrom(at);
    }

    private boolean fits(int at, char c, boolean anyCase) {
        if (at >= text.length()) {
            return false;
        }
        char expected = text.charAt(at);
        return wild[at] || expected == c || anyCase && fold(expected) == fold(c);
    }

    private static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private boolean onlyStarsFrom(int from) {
        int at = from;
        while (isStar(at)) {
            at++;
        }
        return at == text.length();
    }

    private boolean isStar(int at) {
        return at < text.length() && wild[at] && text.charAt(at) == '*';
    }
}
