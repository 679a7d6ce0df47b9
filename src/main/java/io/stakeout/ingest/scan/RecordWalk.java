package io.stakeout.ingest.scan;

/**
 * Walks one CloudTrail record and notes where its {@link Field}s lie, in whatever order they come. All of it is looked
 * at, token by token or by {@link Tail}, since the last of equal keys is the one that counts: a key of interest that
 * comes twice is {@link Unexpected}, as is one with escapes, and a value that is neither a plain string nor null (nor an
 * object where one belongs). Not thread-safe.
 */
final class RecordWalk {

    private static final int CALLER_ONLY = 1 << Shape.CALLER;

    private final Sightings into;
    private final Recogniser recogniser;
    private final KnownCallers callers = new KnownCallers();

    RecordWalk(Sightings into, Recogniser recogniser) {
        this.into = into;
        this.recogniser = recogniser;
    }

    /** @return where the record ends */
    int walk(JsonText text, byte[] bytes, int at) {
        int end = object(Shape.RECORD, text, bytes, at);
        recogniser.caller(bytes, into);
        rest(bytes);
        return end;
    }

    /**
     * The same of a message in its string, where its caller may be known, and its tail is jumped over when nothing more
     * is needed of it.
     *
     * @return where the quote that ends the message is
     */
    int message(byte[] bytes, int at) {
        int end = callers.find(bytes, at, into, recogniser);
        int seen = CALLER_ONLY;
        if (end == 0) {
            end = callerOf(bytes, at);
        }
        end = bytes[end] == ',' ? end + 1 : unexpected();
        while (!Shape.RECORD.enough(seen)) {
            int colon = JsonText.ESCAPED.key(bytes, end);
            int member = memberAt(Shape.RECORD, JsonText.ESCAPED, bytes, end, colon);
            seen = member < 0 ? seen : once(seen, member);
            end = value(Shape.RECORD, member, JsonText.ESCAPED, bytes, colon + 1);
            end = bytes[end] == ',' ? end + 1 : unexpected();
        }
        rest(bytes);
        return Tail.end(bytes, end, into);
    }

    /** Walks to the end of the caller, before which nothing else of interest comes, as AWS writes it. */
    private int callerOf(byte[] bytes, int at) {
        int p = bytes[at] == '{' ? at + 1 : unexpected();
        while (true) {
            int colon = JsonText.ESCAPED.key(bytes, p);
            int member = memberAt(Shape.RECORD, JsonText.ESCAPED, bytes, p, colon);
            if (member >= 0 && member != Shape.CALLER) {
                throw Unexpected.HERE;
            }
            p = value(Shape.RECORD, member, JsonText.ESCAPED, bytes, colon + 1);
            if (member == Shape.CALLER) {
                recogniser.caller(bytes, into);
                callers.learn(bytes, at, p, into, recogniser);
                return p;
            }
            p = bytes[p] == ',' ? p + 1 : unexpected();
        }
    }

    private void rest(byte[] bytes) {
        into.time(Timestamps.millis(bytes, into.from(Field.EVENT_TIME), into.to(Field.EVENT_TIME)));
        recogniser.address(bytes, into);
    }

    private int object(Shape shape, JsonText text, byte[] bytes, int at) {
        int p = bytes[at] == '{' ? at + 1 : unexpected();
        if (bytes[p] == '}') {
            return p + 1;
        }
        int seen = 0;
        while (true) {
            int colon = text.key(bytes, p);
            int member = memberAt(shape, text, bytes, p, colon);
            seen = member < 0 ? seen : once(seen, member);
            p = value(shape, member, text, bytes, colon + 1);
            if (bytes[p] == '}') {
                return p + 1;
            }
            p = bytes[p] == ',' ? p + 1 : unexpected();
        }
    }

    private static int memberAt(Shape shape, JsonText text, byte[] bytes, int key, int colon) {
        if (bytes[colon] != ':') {
            throw Unexpected.HERE;
        }
        int from = key + text.quote;
        return shape.member(bytes, from, colon - text.quote - from);
    }

    private static int once(int seen, int member) {
        int bit = 1 << member;
        if ((seen & bit) != 0) {
            throw Unexpected.HERE;
        }
        return seen | bit;
    }

    private int value(Shape shape, int member, JsonText text, byte[] bytes, int at) {
        if (member < 0) {
            return text.value(bytes, at);
        }
        Field field = shape.field(member);
        Shape nested = shape.shape(member);
        if (JsonText.isNull(bytes, at) && (field != null || nested != null)) {
            return at + 4;
        }
        if (nested != null) {
            return object(nested, text, bytes, at);
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

    private static int unexpected() {
        throw Unexpected.HERE;
    }
}
