package io.stakeout.cloudtrail;

/**
 * Making text from outside safe to keep and to show. Everything in a record may have been written by the suspect: role
 * names, user agents, tags.
 */
public final class Text {

    private static final char SYMBOL_FOR_NUL = '\u2400';
    private static final char SYMBOL_FOR_DELETE = '\u2421';
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** What PostgreSQL's {@code text} takes: NUL becomes U+2400, a lone surrogate U+FFFD; all else stays. */
    public static String storable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(storable(point)));
        return out.toString();
    }

    private static int storable(int point) {
        if (point == 0) {
            return SYMBOL_FOR_NUL;
        }
        return isSurrogate(point) ? REPLACEMENT : point;
    }

    /**
     * The same text with everything made visible that a screen would hide, obey or reorder by: C0 controls and DEL as
     * control pictures (U+2400..), and C1 controls, bidi controls, zero-width characters, line separators and tag
     * characters by name, as {@code ⟨U+202E⟩}. Idempotent. The front end does the same; {@code
     * frontend/src/visible.cases.json} holds the shared cases.
     */
    public static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> appendVisible(out, point));
        return out.toString();
    }

    private static void appendVisible(StringBuilder out, int point) {
        if (point < 0x20) {
            out.append((char) (SYMBOL_FOR_NUL + point));
        } else if (point == 0x7F) {
            out.append(SYMBOL_FOR_DELETE);
        } else if (isHidden(point)) {
            out.append(String.format("⟨U+%04X⟩", point));
        } else {
            out.appendCodePoint(point);
        }
    }

    private static boolean isHidden(int point) {
        return in(point, 0x80, 0x9F)
                || point == 0x061C
                || in(point, 0x200B, 0x200F)
                || in(point, 0x2028, 0x202E)
                || point == 0x2060
                || in(point, 0x2066, 0x2069)
                || point == 0xFEFF
                || in(point, 0xE0000, 0xE007F);
    }

    private static boolean in(int point, int first, int last) {
        return point >= first && point <= last;
    }

    private static boolean isSurrogate(int point) {
        return in(point, Character.MIN_SURROGATE, Character.MAX_SURROGATE);
    }

    /** At most {@code max} characters, the last one … when something was cut; never half of a surrogate pair. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** Fit for a screen and for storage, cut to {@code max} characters first (so that no name of a character is cut). */
    public static String shown(String text, int max) {
        return Text.cut(visible(storable(Text.cut(text, max))), max);
    }
}
