package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Why CloudTrail delivered a record late, or that it corrects an earlier one. The three reasons that AWS documents are
 * {@code DELIVERY_DELAY}, {@code UPDATED_DATA} and {@code SERVICE_OUTAGE}; only {@code UPDATED_DATA} names fields and an
 * original.
 *
 * @param updatedFields the names as AWS wrote them, separated by commas
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">record
 *     contents, addendum</a>
 */
public record Addendum(
        String reason,
        Optional<String> updatedFields,
        Optional<String> originalRequestId,
        Optional<String> originalEventId) {

    private static final String UPDATED_DATA = "UPDATED_DATA";
    private static final int MAX_ID = 128;

    public Addendum {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(updatedFields);
        Objects.requireNonNull(originalRequestId);
        Objects.requireNonNull(originalEventId);
    }

    /** Empty when there is none that gives a reason. */
    static Optional<Addendum> of(JsonNode node) {
        return Nodes.text(node, "reason")
                .map(reason -> new Addendum(
                        reason,
                        fields(node.path("updatedFields")),
                        id(node, "originalRequestID"),
                        id(node, "originalEventID")));
    }

    /** The event that this record corrects; empty when it is a call of its own that came late. */
    public Optional<String> corrects() {
        return reason.equals(UPDATED_DATA) ? originalEventId : Optional.empty();
    }

    private static Optional<String> id(JsonNode node, String name) {
        return Nodes.text(node, name).filter(id -> id.length() <= MAX_ID);
    }

    private static Optional<String> fields(JsonNode node) {
        if (!node.isArray()) {
            return Optional.of(node).filter(JsonNode::isTextual).map(JsonNode::textValue);
        }
        List<String> names = new ArrayList<>();
        node.forEach(name -> names.add(name.asText()));
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }
}
