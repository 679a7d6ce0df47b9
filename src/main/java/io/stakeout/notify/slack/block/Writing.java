package io.stakeout.notify.slack.block;

import io.stakeout.cloudtrail.Text;

/**
 * Writes marked-up text in which nothing that comes from outside can be markup. What is ours goes in by {@link #own} and
 * {@link #bold}; what somebody else may have written, by {@link #foreign} as plain words or by {@link #code} as a value.
 * Either way {@code & < >} are escaped, so that no mention, link or date of Slack's can begin; what hides or reorders is
 * made visible; line breaks can't break out. Each piece is cut before it is escaped, never in the middle of an escape.
 *
 * <p>A piece that would exceed the whole's bound is left out, as are all after it, and … is put there instead.
 */
public final class Writing {

    private static final String MORE = " …";

    private final StringBuilder out = new StringBuilder();
    private final int most;
    private boolean full;

    private Writing(int most) {
        this.most = most - MORE.length();
    }

    /** @param most how long all of it may be, in Slack's own escaped form */
    public static Writing within(int most) {
        return new Writing(most);
    }

    /** Our own words: no markup either. */
    public Writing own(String text) {
        return add(escaped(text));
    }

    /** Our own words. */
    public Writing bold(String text) {
        return add("*" + escaped(text) + "*");
    }

    /** Somebody else's words in a sentence. Marks that Slack would format by become their look-alikes. */
    public Writing foreign(String text, int longest) {
        return add(escaped(plain(Text.shown(text, longest))));
    }

    /** A value: a name, an address, an ARN. In code, Slack formats nothing; only the mark that ends it is replaced. */
    public Writing code(String text, int longest) {
        String shown = Text.shown(text, longest).replace('`', 'ˋ').strip();
        return add(shown.isEmpty() ? "` `" : "`" + escaped(shown) + "`");
    }

    /** A link to ourselves, by an address that is configured and a label of our own. */
    public Writing link(String url, String label) {
        if (url.indexOf('>') >= 0 || url.indexOf('|') >= 0 || url.indexOf('<') >= 0) {
            throw new IllegalArgumentException("no address that a link could be made of");
        }
        return add("<" + url.replace("&", "&amp;") + "|" + escaped(label) + ">");
    }

    /** What was written with a bound of its own, so that one line can't take the place of the next. */
    public Writing put(Words.Marked words) {
        return add(words.text());
    }

    public Writing line() {
        return add("\n");
    }

    public boolean isFull() {
        return full;
    }

    public Words.Marked words() {
        String text = out.toString();
        return new Words.Marked(text.isBlank() ? "-" : text);
    }

    private Writing add(String piece) {
        if (full) {
            return this;
        }
        if (out.length() + piece.length() > most) {
            full = true;
            out.append(MORE);
        } else {
            out.append(piece);
        }
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Full-width forms: legible as what they were, and markup to nobody. */
    private static String plain(String text) {
        return text.replace('*', '＊').replace('_', '＿').replace('~', '～').replace('`', 'ˋ');
    }
}
