package io.stakeout.ingest.scan;

/**
 * Walks one CloudTrail record and notes where its {@link Field}s lie, in whatever order they come. All of it is looked
 * at, token by token or by {@link Tail}, since the last of equal keys is the one that counts: a key of interest that
 * comes twice is {@link Unexpected}, as is one with escapes, and a value that is neither a plain string nor null (nor an
 * object where one belongs).
 */
final class RecordWalk {

    private RecordWalk() {}

    /** @return where the record ends */
    static int walk(JsonText text, byte[] bytes, int at, Sightings into) {
        return object(Shape.RECORD, text, bytes, at, into, false);
    }

    /**
     * Of a message in its string: its tail is jumped over when nothing more is needed of it.
     *
     * @return where the quote that ends the message is
     */
    static int message(byte[] bytes, int at, Sightings into) {
        return object(Shape.RECORD, JsonText.ESCAPED, bytes, at, into, true);
    }

    private static int object(Shape shape, JsonText text, byte[] bytes, int at, Sightings into, boolean jump) {
        if (bytes[at] != '{') {
            throw Unexpected.HERE;
        }
        int p = at + 1;
        if (bytes[p] == '}') {
            return p + 1;
        }
        int seen = 0;
        while (true) {
            int colon = text.key(bytes, p);
            int from = p + text.quote;
            int member = shape.member(bytes, from, colon - text.quote - from);
            if (bytes[colon] != ':') {
                throw Unexpected.HERE;
            }
            if (member < 0) {
                p = text.value(bytes, colon + 1);
            } else {
                seen = once(seen, member);
                p = member(shape, member, text, bytes, colon + 1, into);
            }
            if (bytes[p] == '}') {
                return p + 1;
            }
            if (bytes[p++] != ',') {
                throw Unexpected.HERE;
            }
            if (jump && shape.enough(seen)) {
                return Tail.end(bytes, p, into);
            }
        }
    }

    private static int once(int seen, int member) {
        int bit = 1 << member;
        if ((seen & bit) != 0) {
            throw Unexpected.HERE;
        }
        return seen | bit;
    }

    private static int member(Shape shape, int member, JsonText text, byte[] bytes, int at, Sightings into) {
        Field field = shape.field(member);
        Shape nested = shape.shape(member);
        if (JsonText.isNull(bytes, at) && (field != null || nested != null)) {
            return at + 4;
        }
        if (nested != null) {
            return object(nested, text, bytes, at, into, false);
        }
        if (field == null) {
            throw Unexpected.HERE;
        }
        int end = field == Field.USER_AGENT ? text.string(bytes, at) : text.simple(bytes, at);
        into.note(field, begun(bytes, at + text.quote), end - text.quote);
        return end;
    }

    /** What begins with a blank may be blank, and blank is absent. */
    private static int begun(byte[] bytes, int from) {
        if (bytes[from] == ' ') {
            throw Unexpected.HERE;
        }
        return from;
    }
}
