package io.stakeout.drill.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.trail.ApiEvent.Failure;
import io.stakeout.drill.trail.ApiEvent.Resource;

/**
 * Gathers what is known of an {@link ApiEvent}. What isn't set: an ordinary call that changes something, in
 * {@code us-east-1}, in the trail of the caller's own account. For one thread.
 */
public final class ApiEventBuilder {

    private final Instant time;
    private final CallerIdentity caller;
    private final String eventSource;
    private final String eventName;
    private final List<Resource> resources = new ArrayList<>();
    private String eventId = "";
    private String requestId = "";
    private String region = "us-east-1";
    private String sourceIp;
    private String userAgent;
    private Optional<ObjectNode> requestParameters = Optional.empty();
    private Optional<ObjectNode> responseElements = Optional.empty();
    private Optional<ObjectNode> additionalEventData = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean readOnly;
    private String eventType = ApiEvent.API_CALL;
    private boolean dataEvent;
    private String recipientAccountId;
    private Optional<String> sharedEventId = Optional.empty();
    private Optional<String> tlsHost = Optional.empty();

    ApiEventBuilder(Instant time, CallerIdentity caller, String eventSource, String eventName) {
        this.time = Objects.requireNonNull(time);
        this.caller = Objects.requireNonNull(caller);
        this.eventSource = Objects.requireNonNull(eventSource);
        this.eventName = Objects.requireNonNull(eventName);
        this.sourceIp = caller.invokedBy().orElse("");
        this.userAgent = sourceIp;
        this.recipientAccountId = caller.accountId();
    }

    public ApiEventBuilder eventId(String id) {
        eventId = Objects.requireNonNull(id);
        return this;
    }

    public ApiEventBuilder requestId(String id) {
        requestId = Objects.requireNonNull(id);
        return this;
    }

    public ApiEventBuilder region(String name) {
        region = Objects.requireNonNull(name);
        return this;
    }

    /** From where, and with which program. */
    public ApiEventBuilder from(String ip, String agent) {
        sourceIp = Objects.requireNonNull(ip);
        userAgent = Objects.requireNonNull(agent);
        return this;
    }

    public ApiEventBuilder requestParameters(ObjectNode parameters) {
        requestParameters = Optional.of(parameters);
        return this;
    }

    public ApiEventBuilder responseElements(ObjectNode elements) {
        responseElements = Optional.of(elements);
        return this;
    }

    public ApiEventBuilder additionalEventData(ObjectNode data) {
        additionalEventData = Optional.of(data);
        return this;
    }

    /** The call failed. */
    public ApiEventBuilder failure(String code, String message) {
        failure = Optional.of(new Failure(code, message));
        return this;
    }

    public ApiEventBuilder readOnly(boolean reads) {
        readOnly = reads;
        return this;
    }

    /** One more resource. */
    public ApiEventBuilder resource(String accountId, String type, String arn) {
        resources.add(new Resource(accountId, type, arn));
        return this;
    }

    /** {@code AwsApiCall}, {@code AwsConsoleSignIn} or {@code AwsServiceEvent}. */
    public ApiEventBuilder eventType(String type) {
        eventType = Objects.requireNonNull(type);
        return this;
    }

    public ApiEventBuilder dataEvent(boolean aboutData) {
        dataEvent = aboutData;
        return this;
    }

    public ApiEventBuilder recipientAccountId(String account) {
        recipientAccountId = Objects.requireNonNull(account);
        return this;
    }

    public ApiEventBuilder sharedEventId(String id) {
        sharedEventId = Optional.of(id);
        return this;
    }

    public ApiEventBuilder tlsHost(String host) {
        tlsHost = Optional.of(host);
        return this;
    }

    /**
     * The event.
     *
     * @throws IllegalArgumentException when the id, the source address or the user agent is missing, or the recipient
     *     of a call without an account
     */
    public ApiEvent build() {
        return new ApiEvent(
                eventId,
                requestId,
                time,
                caller,
                eventSource,
                eventName,
                region,
                sourceIp,
                userAgent,
                requestParameters,
                responseElements,
                additionalEventData,
                failure,
                readOnly,
                resources,
                eventType,
                dataEvent,
                recipientAccountId,
                sharedEventId,
                tlsHost);
    }
}
