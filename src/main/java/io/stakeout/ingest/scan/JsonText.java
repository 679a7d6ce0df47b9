package io.stakeout.ingest.scan;

/**
 * Walks JSON in place, where it lies plain or as the content of a JSON string (each quote and backslash then has a
 * backslash before it). Accepts less than JSON allows: no blanks between tokens, nesting to 60 levels, names to 1,024
 * bytes; and nothing that JSON doesn't allow, down to escapes, numbers and UTF-8: what is walked over without
 * {@link Unexpected} is well-formed. Every method takes where something begins and returns where it ends. The bytes are
 * followed by {@link Swar#PADDING}. Stateless.
 */
final class JsonText {

    static final JsonText PLAIN = new JsonText(false);
    static final JsonText ESCAPED = new JsonText(true);

    private static final int DEEPEST = 60;
    private static final int LONGEST_NAME = 1_024;
    static final short ESCAPED_QUOTE = '"' << 8 | '\\';
    private static final long TRUE = Swar.word("true");
    private static final long FALSE = Swar.word("false");
    private static final long NULL = Swar.word("null");

    private final boolean escaped;
    /** How many bytes a quote takes. */
    final int quote;

    private JsonText(boolean escaped) {
        this.escaped = escaped;
        this.quote = escaped ? 2 : 1;
    }

    /** A string without escapes and in ASCII. */
    int simple(byte[] bytes, int at) {
        int end = Swar.stop(bytes, open(bytes, at));
        if (!isQuote(bytes, end)) {
            throw Unexpected.HERE;
        }
        return end + quote;
    }

    /** A name without escapes, without its colon. */
    int key(byte[] bytes, int at) {
        int end = simple(bytes, at);
        if (end - at > LONGEST_NAME) {
            throw Unexpected.HERE;
        }
        return end;
    }

    /** Any string. */
    int string(byte[] bytes, int at) {
        int p = open(bytes, at);
        while (true) {
            p = Swar.stop(bytes, p);
            if (isQuote(bytes, p)) {
                return p + quote;
            }
            p = bytes[p] < 0 ? Utf8.next(bytes, p) : escape(bytes, p);
        }
    }

    private int open(byte[] bytes, int at) {
        if (!isQuote(bytes, at)) {
            throw Unexpected.HERE;
        }
        return at + quote;
    }

    private boolean isQuote(byte[] bytes, int at) {
        return escaped ? Swar.pair(bytes, at) == ESCAPED_QUOTE : bytes[at] == '"';
    }

    private int escape(byte[] bytes, int at) {
        int p = backslash(bytes, at);
        switch (bytes[p]) {
            case 'b', 'f', 'n', 'r', 't', '/':
                return p + 1;
            case 'u':
                return hex(bytes, p + 1);
            case '\\':
                return escaped && bytes[p + 1] == '"' ? p + 2 : backslash(bytes, p);
            case '"':
                if (!escaped) {
                    return p + 1;
                }
                throw Unexpected.HERE;
            default:
                throw Unexpected.HERE;
        }
    }

    private int backslash(byte[] bytes, int at) {
        if (bytes[at] != '\\' || escaped && bytes[at + 1] != '\\') {
            throw Unexpected.HERE;
        }
        return at + quote;
    }

    private static int hex(byte[] bytes, int at) {
        for (int p = at; p < at + 4; p++) {
            if (Character.digit(bytes[p], 16) < 0) {
                throw Unexpected.HERE;
            }
        }
        return at + 4;
    }

    /** Any value. */
    int value(byte[] bytes, int at) {
        byte first = bytes[at];
        return first == '{' || first == '[' ? nested(bytes, at) : scalar(bytes, at);
    }

    /** The name of a member and its colon. */
    int name(byte[] bytes, int at) {
        int end = string(bytes, at);
        if (bytes[end] != ':' || end - at > LONGEST_NAME) {
            throw Unexpected.HERE;
        }
        return end + 1;
    }

    private int scalar(byte[] bytes, int at) {
        byte first = bytes[at];
        if (first == '"' || first == '\\') {
            return string(bytes, at);
        }
        return first == '-' || first >= '0' && first <= '9' ? number(bytes, at) : literal(bytes, at);
    }

    private static int literal(byte[] bytes, int at) {
        long word = Swar.word(bytes, at);
        if (Swar.low(word, 4) == TRUE || Swar.low(word, 4) == NULL) {
            return at + 4;
        }
        if (Swar.low(word, 5) == FALSE) {
            return at + 5;
        }
        throw Unexpected.HERE;
    }

    static boolean isNull(byte[] bytes, int at) {
        return bytes[at] == 'n' && Swar.low(Swar.word(bytes, at), 4) == NULL;
    }

    private static int number(byte[] bytes, int at) {
        int p = bytes[at] == '-' ? at + 1 : at;
        p = bytes[p] == '0' ? p + 1 : digits(bytes, p);
        if (bytes[p] == '.') {
            p = digits(bytes, p + 1);
        }
        if (bytes[p] == 'e' || bytes[p] == 'E') {
            p = bytes[p + 1] == '+' || bytes[p + 1] == '-' ? p + 2 : p + 1;
            p = digits(bytes, p);
        }
        return p;
    }

    private static int digits(byte[] bytes, int at) {
        int p = at;
        while (bytes[p] >= '0' && bytes[p] <= '9') {
            p++;
        }
        if (p == at) {
            throw Unexpected.HERE;
        }
        return p;
    }

    /** An object or a list. Which of both each open level is, is a bit: no recursion, since depth is an attacker's. */
    private int nested(byte[] bytes, int at) {
        long objects = 0;
        int depth = 0;
        int p = at;
        do {
            byte c = bytes[p];
            if (c == '{' || c == '[') {
                depth = deeper(depth);
                objects = objects << 1 | (c == '{' ? 1 : 0);
                p++;
                if (bytes[p] != c + 2) {
                    p = c == '{' ? name(bytes, p) : p;
                    continue;
                }
            } else {
                p = scalar(bytes, p);
            }
            while (depth > 0 && bytes[p] == ((objects & 1) == 1 ? '}' : ']')) {
                objects >>>= 1;
                depth--;
                p++;
            }
            p = depth == 0 ? p : after(bytes, p, objects);
        } while (depth > 0);
        return p;
    }

    /** Where the next value of an open object or list begins. */
    private int after(byte[] bytes, int at, long objects) {
        if (bytes[at] != ',') {
            throw Unexpected.HERE;
        }
        return (objects & 1) == 1 ? name(bytes, at + 1) : at + 1;
    }

    private static int deeper(int depth) {
        if (depth == DEEPEST) {
            throw Unexpected.HERE;
        }
        return depth + 1;
    }
}
