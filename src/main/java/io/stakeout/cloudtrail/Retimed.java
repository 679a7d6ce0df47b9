package io.stakeout.cloudtrail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Moves records in time, so that an old attack can be watched as if it happened now. */
public final class Retimed {

    private Retimed() {}

    /**
     * A copy whose top-level {@code eventTime} is another; all other bytes stay, other times in the record too. A record
     * without an {@code eventTime} string stays as it is.
     *
     * @param time written to the second, as CloudTrail does
     * @throws UnreadableRecordException when the bytes are not one JSON object
     */
    public static byte[] withEventTime(byte[] utf8, Instant time) {
        byte[] value = ("\"" + time.truncatedTo(ChronoUnit.SECONDS) + "\"").getBytes(StandardCharsets.US_ASCII);
        return Json.walk(utf8, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UnreadableRecordException("The record is not a JSON object.");
            }
            Splice splice = new Splice(utf8);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                replaceIfTime(parser, splice, value);
            }
            return splice.finish();
        });
    }

    private static void replaceIfTime(JsonParser parser, Splice splice, byte[] value) throws IOException {
        boolean time = "eventTime".equals(parser.currentName());
        if (parser.nextToken() == JsonToken.VALUE_STRING && time) {
            int begin = Splice.begin(parser);
            splice.replace(begin, Splice.end(parser), value);
        } else {
            parser.skipChildren();
        }
    }
}
