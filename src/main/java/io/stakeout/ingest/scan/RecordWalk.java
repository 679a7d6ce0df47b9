package io.stakeout.ingest.scan;

/**
 * Walks one CloudTrail record and notes where its {@link Field}s lie, in whatever order they come. All of it is looked
 * at, token by token or by {@link Tail}, since the last of equal keys is the one that counts: a key of interest that
 * comes twice is {@link Unexpected}, as is one with escapes, and a value that is neither a plain string nor null (nor an
 * object where one belongs). Not thread-safe.
 */
final class RecordWalk {

    private static final int CALLER_ONLY = 1 << Shape.CALLER;

    private static final Literal EVENT_TIME = Literal.of(",\\\"eventTime\\\":\\\"");
    private static final Literal EVENT_SOURCE = Literal.of(",\\\"eventSource\\\":\\\"");
    private static final Literal EVENT_NAME = Literal.of(",\\\"eventName\\\":\\\"");
    private static final Literal REGION = Literal.of(",\\\"awsRegion\\\":\\\"");
    private static final Literal SOURCE_IP = Literal.of(",\\\"sourceIPAddress\\\":\\\"");
    private static final Literal USER_AGENT = Literal.of(",\\\"userAgent\\\":\\\"");
    private static final int OTHERWISE = -1;

    private final Sightings into;
    private final Recogniser recogniser;
    private final boolean counting;
    private final KnownCallers callers;
    private final Recipients recipients = new Recipients();
    private final Timestamps timestamps = new Timestamps();

    /** @param counting whether what is only counted is looked for */
    RecordWalk(Sightings into, Recogniser recogniser, KnownCallers callers, boolean counting) {
        this.into = into;
        this.callers = callers;
        this.recogniser = recogniser;
        this.counting = counting;
    }

    /** @return where the record ends */
    int walk(JsonText text, byte[] bytes, int at) {
        int end = object(Shape.RECORD, text, bytes, at);
        recogniser.caller(bytes, into);
        rest(bytes);
        if (Testimony.given(bytes, into)) {
            recogniser.testimony(Testimony.PLAIN, bytes, at, end, into);
        }
        return end;
    }

    /**
     * The same of a message in its string, where its caller may be known, and its tail is jumped over when nothing more
     * is needed of it.
     *
     * @return where the quote that ends the message is
     */
    int message(byte[] bytes, int at) {
        int known = callers.find(bytes, at, into, recogniser);
        int caller = known == 0 ? callerOf(bytes, at) : known;
        int usual = asUsual(bytes, caller);
        int tail = usual == OTHERWISE ? inAnyOrder(bytes, caller) : usual;
        tail = bytes[tail] == ',' ? tail + 1 : unexpected();
        rest(bytes);
        int end = Tail.end(bytes, tail);
        if (Testimony.given(bytes, into)) {
            recogniser.testimony(Testimony.ESCAPED, bytes, tail, end, into);
        }
        if (counting) {
            recipients.note(bytes, tail - 1, end, into);
        }
        return end;
    }

    /** Behind what is looked for, in the order in which AWS writes it. */
    private int asUsual(byte[] bytes, int at) {
        int p = text(EVENT_TIME, Field.EVENT_TIME, bytes, at);
        p = p == OTHERWISE ? p : text(EVENT_SOURCE, Field.EVENT_SOURCE, bytes, p);
        p = p == OTHERWISE ? p : text(EVENT_NAME, Field.EVENT_NAME, bytes, p);
        p = p == OTHERWISE ? p : text(REGION, Field.REGION, bytes, p);
        p = p == OTHERWISE ? p : text(SOURCE_IP, Field.SOURCE_IP, bytes, p);
        return p == OTHERWISE ? p : text(USER_AGENT, Field.USER_AGENT, bytes, p);
    }

    private int text(Literal name, Field field, byte[] bytes, int at) {
        if (!name.at(bytes, at)) {
            return OTHERWISE;
        }
        int from = at + name.length();
        int to = Swar.stop(bytes, from);
        if (Swar.pair(bytes, to) != JsonText.ESCAPED_QUOTE || bytes[from] == ' ') {
            return OTHERWISE;
        }
        into.note(field, from, to);
        return to + 2;
    }

    private int inAnyOrder(byte[] bytes, int at) {
        int p = at;
        int seen = CALLER_ONLY;
        while (!Shape.RECORD.enough(seen)) {
            p = bytes[p] == ',' ? p + 1 : unexpected();
            int colon = JsonText.ESCAPED.key(bytes, p);
            int member = memberAt(Shape.RECORD, JsonText.ESCAPED, bytes, p, colon);
            seen = member < 0 ? seen : once(seen, member);
            p = value(Shape.RECORD, member, JsonText.ESCAPED, bytes, colon + 1);
        }
        return p;
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
        into.time(timestamps.of(bytes, into.from(Field.EVENT_TIME), into.to(Field.EVENT_TIME)));
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
