package io.stakeout.drill.trail;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One call, or another thing that CloudTrail records; {@link TrailRecord} gives it CloudTrail's form. Immutable as long
 * as nobody changes the trees that it was made of, and then safe to share between threads.
 *
 * @param eventId unique, a UUID
 * @param requestId a UUID, at S3 sixteen capitals and digits; empty when there is none
 * @param time when the call was handled; the record has it to the second
 * @param caller who called
 * @param eventSource for example {@code iam.amazonaws.com}
 * @param eventName for example {@code CreateUser}
 * @param region of the endpoint; IAM's, and that of Organizations, is {@code us-east-1}
 * @param sourceIp an address, or the name of the service that called
 * @param userAgent as it was sent; S3's brackets are put around it by {@link TrailRecord}
 * @param requestParameters empty for a call without arguments
 * @param responseElements empty for a call that answers nothing, that failed, or that reads (AssumeRole is no
 *     exception in its {@code readOnly}, but in this)
 * @param additionalEventData what S3 and the sign-in add; of a service event its {@code serviceEventDetails}
 * @param failure empty when the call succeeded
 * @param readOnly AssumeRole and GetCallerIdentity count as reading, GetFederationToken and GetSessionToken don't
 * @param resources what was touched, where the service tells it
 * @param eventType {@code AwsApiCall}, {@code AwsConsoleSignIn} or {@code AwsServiceEvent}
 * @param dataEvent whether it is about data inside a resource: trails have such only when they were told to
 * @param recipientAccountId whose trail it is in
 * @param sharedEventId equal in the records that one call leaves in two accounts
 * @param tlsHost the host that the client asked for; empty when no client's TLS connection was at hand
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">record
 *     contents</a>
 */
public record ApiEvent(
        String eventId,
        String requestId,
        Instant time,
        CallerIdentity caller,
        String eventSource,
        String eventName,
        String region,
        String sourceIp,
        String userAgent,
        Optional<ObjectNode> requestParameters,
        Optional<ObjectNode> responseElements,
        Optional<ObjectNode> additionalEventData,
        Optional<Failure> failure,
        boolean readOnly,
        List<Resource> resources,
        String eventType,
        boolean dataEvent,
        String recipientAccountId,
        Optional<String> sharedEventId,
        Optional<String> tlsHost) {

    /** The {@code eventType} of an ordinary call. */
    public static final String API_CALL = "AwsApiCall";
    /** The {@code eventType} of signing in to the console. */
    public static final String SIGN_IN = "AwsConsoleSignIn";
    /** The {@code eventType} of what a service did without being called. */
    public static final String SERVICE_EVENT = "AwsServiceEvent";

    /**
     * Why a call failed.
     *
     * @param code for example {@code AccessDenied}; empty for a failed sign-in, which has a message only
     * @param message empty when the service gives none
     */
    public record Failure(String code, String message) {

        public Failure {
            Objects.requireNonNull(code);
            Objects.requireNonNull(message);
        }
    }

    /**
     * What a call touched.
     *
     * @param accountId whose it is; empty for an object of S3, of which it isn't told
     * @param type for example {@code AWS::IAM::Role}
     */
    public record Resource(String accountId, String type, String arn) {

        public Resource {
            Objects.requireNonNull(accountId);
            Objects.requireNonNull(type);
            Objects.requireNonNull(arn);
        }
    }

    public ApiEvent {
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(time);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(requestParameters);
        Objects.requireNonNull(responseElements);
        Objects.requireNonNull(additionalEventData);
        Objects.requireNonNull(failure);
        Objects.requireNonNull(sharedEventId);
        Objects.requireNonNull(tlsHost);
        given("an event id", eventId);
        given("an event source", eventSource);
        given("an event name", eventName);
        given("a region", region);
        given("a source address", sourceIp);
        given("a user agent", userAgent);
        given("an event type", eventType);
        given("a recipient account", recipientAccountId);
        resources = List.copyOf(resources);
    }

    /**
     * Begins an event. The id has still to be set, and, unless a service made the call, address and user agent.
     *
     * @param eventSource for example {@code iam.amazonaws.com}
     */
    public static ApiEventBuilder at(Instant time, CallerIdentity caller, String eventSource, String eventName) {
        return new ApiEventBuilder(time, caller, eventSource, eventName);
    }

    /**
     * The copy of this event that another account gets, under an id of its own: of the caller it tells account and unique
     * id only.
     */
    public ApiEvent toldIn(String account, String anotherId) {
        return new ApiEvent(
                anotherId,
                requestId,
                time,
                caller.fromAbroad(),
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
                account,
                sharedEventId,
                tlsHost);
    }

    private static void given(String what, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an event needs " + what);
        }
    }
}
