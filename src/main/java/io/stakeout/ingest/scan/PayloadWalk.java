package io.stakeout.ingest.scan;

import java.util.List;

import io.stakeout.incident.Lane;

/**
 * Walks a payload and notes its messages: a CloudWatch Logs payload, an EventBridge event of CloudTrail, or a bare
 * record, told apart by what they hold and never by an order of keys. Blanks between the tokens of the envelope are
 * fine. A message that isn't understood is noted as strange; an envelope that isn't is {@link Unexpected}, and so is
 * everything that is no CloudTrail at all. Stateless but for what it notes.
 */
final class PayloadWalk {

    private static final Names MEMBERS =
            Names.of(List.of("messageType", "logEvents", "detail-type", "detail", "Records"));
    private static final int OTHERWISE = -1;
    private static final int MESSAGE_TYPE = 0;
    private static final int LOG_EVENTS = 1;
    private static final int DETAIL_TYPE = 2;
    private static final int DETAIL = 3;

    private static final Names OF_A_RECORD = Names.of(
            List.of("eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "eventID"));
    private static final Names MESSAGE = Names.of(List.of("message"));
    private static final Names DATA_MESSAGE = Names.of(List.of("DATA_MESSAGE"));
    private static final JsonText PLAIN = JsonText.PLAIN;

    private static final Literal ID = Literal.of("{\"id\":\"");
    private static final Literal TIMESTAMP = Literal.of("\",\"timestamp\":");
    private static final Literal MESSAGE_IN_ORDER = Literal.of(",\"message\":\"");

    private final Sightings sightings;
    private final RecordWalk records;

    /** @param counting whether what is only counted is looked for */
    PayloadWalk(Sightings sightings, Recogniser recogniser, KnownCallers callers, boolean counting) {
        this.sightings = sightings;
        this.records = new RecordWalk(sightings, recogniser, callers, counting);
    }

    /**
     * Notes the messages.
     *
     * @param limit where the content ends; {@link Swar#PADDING} zero bytes follow
     * @throws Unexpected when the full parser has to look at the payload; what was noted then means nothing
     */
    Lane walk(byte[] bytes, int limit) {
        int start = blanks(bytes, 0);
        if (bytes[start] == '{' && bytes[start + 1] == '"' && bare(bytes, start + 1)) {
            int end = record(bytes, start);
            require(sightings.to(Field.EVENT_NAME) > start && end == limit && start == 0);
            return Lane.CT;
        }
        return envelope(bytes, start, limit);
    }

    /** A record says so by its first key; one that doesn't is left to the full parser. */
    private static boolean bare(byte[] bytes, int at) {
        int end = PLAIN.simple(bytes, at);
        return OF_A_RECORD.find(bytes, at + 1, end - at - 2) >= 0;
    }

    private Lane envelope(byte[] bytes, int start, int limit) {
        int seen = 0;
        int p = start;
        do {
            p = blanks(bytes, p + 1);
            int colon = PLAIN.key(bytes, p);
            int member = MEMBERS.find(bytes, p + 1, colon - p - 2);
            require(member < 0 || (seen & 1 << member) == 0);
            seen |= member < 0 ? 0 : 1 << member;
            colon = blanks(bytes, colon);
            require(bytes[colon] == ':');
            p = blanks(bytes, member(member, bytes, blanks(bytes, colon + 1)));
        } while (bytes[p] == ',');
        require(bytes[start] == '{' && bytes[p] == '}' && blanks(bytes, p + 1) == limit);
        return lane(seen);
    }

    private static Lane lane(int seen) {
        boolean logs = seen == (1 << MESSAGE_TYPE | 1 << LOG_EVENTS);
        require(logs || seen == (1 << DETAIL_TYPE | 1 << DETAIL));
        return logs ? Lane.CW : Lane.EB;
    }

    private int member(int member, byte[] bytes, int at) {
        switch (member) {
            case -1:
                return PLAIN.value(bytes, at);
            case MESSAGE_TYPE:
                return oneOf(DATA_MESSAGE, bytes, at);
            case LOG_EVENTS:
                return logEvents(bytes, at);
            case DETAIL_TYPE:
                int end = PLAIN.simple(bytes, at);
                require(DetailTypes.known(bytes, at + 1, end - 1));
                return end;
            case DETAIL:
                return record(bytes, at);
            default:
                throw Unexpected.HERE;
        }
    }

    private int record(byte[] bytes, int at) {
        sightings.begin(at);
        int end = records.walk(PLAIN, bytes, at);
        sightings.message(at, end, false);
        return end;
    }

    private static int oneOf(Names names, byte[] bytes, int at) {
        int end = PLAIN.simple(bytes, at);
        require(names.find(bytes, at + 1, end - at - 2) >= 0);
        return end;
    }

    private int logEvents(byte[] bytes, int at) {
        require(bytes[at] == '[');
        int p = blanks(bytes, at + 1);
        if (bytes[p] == ']') {
            return p + 1;
        }
        p = blanks(bytes, logEvent(bytes, p));
        while (bytes[p] == ',') {
            p = blanks(bytes, logEvent(bytes, blanks(bytes, p + 1)));
        }
        require(bytes[p] == ']');
        return p + 1;
    }

    private int logEvent(byte[] bytes, int at) {
        int quote = asUsual(bytes, at);
        if (quote == OTHERWISE) {
            return members(bytes, at, false);
        }
        int p = blanks(bytes, message(bytes, quote));
        return bytes[p] == '}' ? p + 1 : members(bytes, p, true);
    }

    /** Where the message begins of an event whose members are in the order in which AWS writes them. */
    private static int asUsual(byte[] bytes, int at) {
        if (!ID.at(bytes, at)) {
            return OTHERWISE;
        }
        int p = Swar.stop(bytes, at + ID.length());
        if (!TIMESTAMP.at(bytes, p)) {
            return OTHERWISE;
        }
        p = PLAIN.value(bytes, p + TIMESTAMP.length());
        return MESSAGE_IN_ORDER.at(bytes, p) ? p + MESSAGE_IN_ORDER.length() - 1 : OTHERWISE;
    }

    /**
     * The members of an event.
     *
     * @param at at what stands before the next one
     * @param before whether the message was found before
     */
    private int members(byte[] bytes, int at, boolean before) {
        boolean found = before;
        int p = at;
        require(bytes[p] == '{' || bytes[p] == ',');
        do {
            p = blanks(bytes, p + 1);
            int colon = PLAIN.key(bytes, p);
            boolean message = MESSAGE.find(bytes, p + 1, colon - p - 2) >= 0;
            colon = blanks(bytes, colon);
            require(bytes[colon] == ':' && !(message && found));
            p = blanks(bytes, colon + 1);
            p = blanks(bytes, message ? message(bytes, p) : PLAIN.value(bytes, p));
            found |= message;
        } while (bytes[p] == ',');
        require(bytes[p] == '}' && found);
        return p + 1;
    }

    /** A message that isn't understood costs its payload nothing, as long as it is a string. */
    private int message(byte[] bytes, int at) {
        require(bytes[at] == '"');
        sightings.begin(at + 1);
        int end;
        try {
            end = jumped(bytes, at + 1);
        } catch (Unexpected e) {
            end = PLAIN.string(bytes, at) - 1;
            sightings.message(at, end + 1, true);
        }
        return end + 1;
    }

    private int jumped(byte[] bytes, int at) {
        int end;
        try {
            end = records.message(bytes, at);
        } catch (Unexpected e) {
            sightings.restart(at);
            end = records.walk(JsonText.ESCAPED, bytes, at);
        }
        require(bytes[end] == '"');
        sightings.message(at, end, false);
        return end;
    }

    private static int blanks(byte[] bytes, int at) {
        int p = at;
        while (bytes[p] == ' ' || bytes[p] == '\n' || bytes[p] == '\r' || bytes[p] == '\t') {
            p++;
        }
        return p;
    }

    private static void require(boolean understood) {
        if (!understood) {
            throw Unexpected.HERE;
        }
    }
}
