package io.stakeout.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * One line of the file of anchors, as JSON. Sealed, and chained by the seal of the line before.
 *
 * @param number from 1, in the order of writing
 * @param at ISO 8601
 * @param previous seal of the line before; empty for the first
 */
record AnchorLine(long number, String at, long lines, String head, String previous, String seal) {

    private static final String PURPOSE = "stakeout audit anchor";
    private static final JsonMapper JSON = new JsonMapper();

    static AnchorLine next(Optional<AnchorLine> last, Anchor anchor, AuditKey key) {
        long number = last.map(AnchorLine::number).orElse(0L) + 1;
        String previous = last.map(AnchorLine::seal).orElse("");
        AnchorLine open = new AnchorLine(number, anchor.at().toString(), anchor.lines(), anchor.head(), previous, "");
        return new AnchorLine(number, open.at, open.lines, open.head, previous, open.sealedBy(key));
    }

    private String sealedBy(AuditKey key) {
        return key.seal(PURPOSE, List.of(String.valueOf(number), at, String.valueOf(lines), head, previous));
    }

    /** Whether it says what it said when it was written. */
    boolean genuine(AuditKey key) {
        return sealedBy(key).equals(seal);
    }

    boolean follows(AnchorLine before) {
        return number == before.number + 1 && previous.equals(before.seal);
    }

    Anchor anchor() {
        return new Anchor(Instant.parse(at), lines, head);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an anchor is numbers and text", e);
        }
    }

    /** Empty for what is no anchor. */
    static Optional<AnchorLine> parse(String json) {
        try {
            AnchorLine line = JSON.readValue(json, AnchorLine.class);
            boolean whole = line.at != null && line.head != null && line.previous != null && line.seal != null;
            return Optional.of(line).filter(l -> whole && readable(l.at));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean readable(String at) {
        try {
            Instant.parse(at);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
