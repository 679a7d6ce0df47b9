package io.stakeout.drill.trail;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event in CloudTrail's form: members in its order, present where it has them. Pure.
 *
 * <p>What is odd about the real ones, and kept here:
 *
 * <ul>
 *   <li>No arguments is {@code "requestParameters": null}, no answer {@code "responseElements": null}: written, not
 *       left out.
 *   <li>A call that the policies refused mostly shows no arguments: {@link Shapes#hidesRequest}.
 *   <li>A failed sign-in has a message and no code. Signing in, and what a service does of itself, has no
 *       {@code requestID}.
 *   <li>S3 puts brackets around the user agent.
 *   <li>{@code sessionCredentialFromConsole} is the string {@code "true"}, at the top level.
 *   <li>Each service has its own {@code eventVersion}: STS and the sign-in stay at 1.08.
 *   <li>An object of S3 among the resources is told without an account, its bucket with one.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">record
 *     contents</a>
 */
public final class TrailRecord {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NEWEST = "1.11";

    /** The latest seen of each; where none was seen, the latest there is. */
    private static final Map<String, String> VERSIONS = Map.of(
            "sts.amazonaws.com", "1.08",
            "signin.amazonaws.com", "1.08",
            "organizations.amazonaws.com", "1.09",
            "sso-directory.amazonaws.com", "1.09",
            "cloudtrail.amazonaws.com", "1.10",
            "ec2.amazonaws.com", "1.10",
            "iam.amazonaws.com", "1.10");

    private TrailRecord() {}

    /** The record: one JSON object in UTF-8, without line breaks. */
    public static byte[] json(ApiEvent event) {
        try {
            return JSON.writeValueAsBytes(tree(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers always has a JSON form", e);
        }
    }

    /** The records as a trail puts them into a file: {@code {"Records":[…]}}. */
    public static byte[] file(List<ApiEvent> events) {
        ObjectNode file = JSON.createObjectNode();
        ArrayNode records = file.putArray("Records");
        events.forEach(event -> records.add(tree(event)));
        try {
            return JSON.writeValueAsBytes(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers always has a JSON form", e);
        }
    }

    private static ObjectNode tree(ApiEvent event) {
        boolean serviceEvent = event.eventType().equals(ApiEvent.SERVICE_EVENT);
        String version = VERSIONS.getOrDefault(event.eventSource(), NEWEST);
        ObjectNode json = JSON.createObjectNode();
        json.put("eventVersion", version);
        json.set("userIdentity", IdentityJson.of(event.caller(), version, serviceEvent));
        call(json, event);
        if (!serviceEvent) {
            event.additionalEventData().ifPresent(data -> json.set("additionalEventData", data));
        }
        if (event.eventType().equals(ApiEvent.API_CALL) && !event.requestId().isEmpty()) {
            json.put("requestID", event.requestId());
        }
        json.put("eventID", event.eventId());
        json.put("readOnly", event.readOnly());
        resources(json, event);
        json.put("eventType", event.eventType());
        json.put("managementEvent", !event.dataEvent());
        json.put("recipientAccountId", event.recipientAccountId());
        event.sharedEventId().ifPresent(id -> json.put("sharedEventID", id));
        if (serviceEvent) {
            event.additionalEventData().ifPresent(data -> json.set("serviceEventDetails", data));
        }
        json.put("eventCategory", event.dataEvent() ? "Data" : "Management");
        connection(json, event);
        return json;
    }

    private static void call(ObjectNode json, ApiEvent event) {
        json.put("eventTime", event.time().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("eventSource", event.eventSource());
        json.put("eventName", event.eventName());
        json.put("awsRegion", event.region());
        json.put("sourceIPAddress", event.sourceIp());
        json.put("userAgent", userAgent(event));
        event.failure().ifPresent(failure -> {
            put(json, "errorCode", failure.code());
            put(json, "errorMessage", failure.message());
        });
        boolean hidden = event.failure()
                .filter(failure -> Shapes.hidesRequest(event.eventSource(), failure))
                .isPresent();
        json.set("requestParameters", orNull(event.requestParameters().filter(parameters -> !hidden)));
        json.set("responseElements", orNull(event.responseElements()));
    }

    private static String userAgent(ApiEvent event) {
        String agent = event.userAgent();
        boolean plain = !event.eventSource().equals("s3.amazonaws.com") || agent.startsWith("[");
        return plain || event.caller().invokedBy().isPresent() ? agent : "[" + agent + "]";
    }

    private static JsonNode orNull(Optional<ObjectNode> tree) {
        return tree.<JsonNode>map(node -> node).orElseGet(JSON.getNodeFactory()::nullNode);
    }

    private static void resources(ObjectNode json, ApiEvent event) {
        if (event.resources().isEmpty()) {
            return;
        }
        ArrayNode resources = json.putArray("resources");
        event.resources().forEach(resource -> {
            ObjectNode touched = resources.addObject();
            put(touched, "accountId", resource.accountId());
            touched.put("type", resource.type()).put("ARN", resource.arn());
        });
    }

    private static void connection(ObjectNode json, ApiEvent event) {
        event.tlsHost()
                .ifPresent(host -> json.putObject("tlsDetails")
                        .put("tlsVersion", "TLSv1.3")
                        .put("cipherSuite", "TLS_AES_128_GCM_SHA256")
                        .put("clientProvidedHostHeader", host));
        if (event.caller().session().filter(SessionContext::fromConsole).isPresent()) {
            json.put("sessionCredentialFromConsole", "true");
        }
    }

    private static void put(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
