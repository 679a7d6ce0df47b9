package io.stakeout.cloudtrail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/**
 * The one streaming parser set-up for records. An attacker writes into CloudTrail, so lengths are bounded by the size
 * of the record and not by Jackson's defaults, which refuse what AWS delivers; only nesting has a bound of our own.
 */
final class Json {

    /** Levels of nesting that are read. Real records stay below 20. */
    static final int MAX_NESTING = 4_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // names come from outside: interning them would let a suspect fill our memory, and names made to collide
            // must cost time, not hide the record
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** What is done with the tokens of one document. */
    @FunctionalInterface
    interface Walk<T> {
        T over(JsonParser parser) throws IOException;
    }

    private Json() {}

    /**
     * Walks one document and nothing after it.
     *
     * @throws UnreadableRecordException when the bytes are not one UTF-8 JSON document
     */
    static <T> T walk(byte[] utf8, Walk<T> walk) {
        requireUtf8(utf8);
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            if (parser.nextToken() == null) {
                throw new UnreadableRecordException("The record is empty.");
            }
            T result = walk.over(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableRecordException("Something follows the record on the same line.");
            }
            return result;
        } catch (StreamConstraintsException e) {
            throw new UnreadableRecordException("The record is nested deeper than " + MAX_NESTING + " levels.");
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the source
            throw new UnreadableRecordException("The record is not valid JSON.");
        } catch (IOException e) {
            throw new UnreadableRecordException("The record could not be read as JSON text.");
        }
    }

    /** Jackson lets bad bytes pass inside strings and takes UTF-16 when it sees NULs; neither is CloudTrail. */
    private static void requireUtf8(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            if (b == 0) {
                throw new UnreadableRecordException("The record holds raw NUL bytes.");
            }
            ascii &= b > 0;
        }
        if (ascii) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException("The record is not valid UTF-8.");
        }
    }
}
