package io.stakeout.signal.finding;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON inside of a string, as some detectors send it. */
final class Embedded {

    private static final int MOST = 64 * 1024;

    private Embedded() {}

    /** The object in the text; a missing node when it holds none. */
    static JsonNode json(Optional<String> text) {
        try {
            return text.isPresent()
                    ? Document.lenient(text.get().getBytes(StandardCharsets.UTF_8), MOST)
                    : MissingNode.getInstance();
        } catch (UnreadableJson e) {
            // an addition that can't be read says nothing; the finding around it is read all the same
            return MissingNode.getInstance();
        }
    }
}
