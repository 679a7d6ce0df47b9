package io.stakeout.drill.cloud;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;

import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.ApiEventBuilder;
import io.stakeout.drill.trail.Shapes;
import io.stakeout.drill.world.Bucket;

/** Tells CloudTrail of each call, in its words. */
final class Recorder {

    /** Never told by CloudTrail, wherever it stands. */
    private static final Set<String> SECRETS = Set.of(
            "SecretAccessKey", "Password", "NewPassword", "OldPassword", "ServicePassword", "ServiceCredentialSecret");

    private static final Set<String> NUMBERS =
            Set.of("DurationSeconds", "MaxItems", "MaxSessionDuration", "MaxResults");

    private static final Set<String> FLAGS =
            Set.of("PasswordResetRequired", "SetAsDefault", "OnlyAttached", "IncludeMetadata");

    private final Cloud cloud;

    Recorder(Cloud cloud) {
        this.cloud = cloud;
    }

    void allowed(Call call, Answer answer, String requestId) {
        used(call);
        ApiEventBuilder event = event(call, requestId);
        parameters(call).ifPresent(event::requestParameters);
        elements(call, answer).ifPresent(event::responseElements);
        transfer(call, answer.body().map(bytes -> bytes.length).orElse(0)).ifPresent(event::additionalEventData);
        answer.resources().forEach(touched -> event.resource(touched.accountId(), touched.type(), touched.arn()));
        answer.twin().ifPresent(account -> event.sharedEventId(cloud.ids().uuid()));
        record(call, event.build());
        answer.twin().ifPresent(account -> record(call, twin(event.build(), account)));
    }

    /** The other account's copy: of who called it tells the account and the unique id only. */
    private ApiEvent twin(ApiEvent event, String account) {
        return event.toldIn(account, cloud.ids().uuid());
    }

    private void record(Call call, ApiEvent event) {
        cloud.record(event, call.origin().actor());
    }

    /** Of a refused call most services tell no parameters; S3 does. */
    void refused(Call call, ApiError error, String requestId) {
        used(call);
        ApiEvent.Failure failure = new ApiEvent.Failure(error.recordedCode(), error.getMessage());
        ApiEventBuilder event = event(call, requestId).failure(failure.code(), failure.message());
        if (!Shapes.hidesRequest(call.operation().api().eventSource(), failure)) {
            parameters(call).ifPresent(event::requestParameters);
        }
        transfer(call, 0).ifPresent(event::additionalEventData);
        bucket(call).ifPresent(bucket -> event.resource(bucket.account(), "AWS::S3::Bucket", bucket.arn()));
        record(call, event.build());
    }

    /** Of a failed request S3 tells the bucket, if it is there. */
    private static Optional<Bucket> bucket(Call call) {
        return call.parameters().find("bucketName").flatMap(call.cloud().world()::bucket);
    }

    private void used(Call call) {
        Api api = call.operation().api();
        Cloud.LastUse use = new Cloud.LastUse(
                call.time(), api.signingName(), api.recordedIn(call.origin().region()));
        if (call.caller().session().isEmpty()) {
            cloud.used(call.caller().accessKeyId(), use);
        }
        cloud.used(call.caller().principal().arn(), use);
    }

    private ApiEventBuilder event(Call call, String requestId) {
        Operation operation = call.operation();
        Call.Origin origin = call.origin();
        String region = operation.api().recordedIn(origin.region());
        return ApiEvent.at(
                        call.time(), call.caller().identity(), operation.api().eventSource(), operation.name())
                .eventId(cloud.ids().uuid())
                .requestId(requestId)
                .region(region)
                .from(origin.sourceIp(), origin.userAgent())
                .readOnly(operation.readOnly())
                .dataEvent(operation.dataEvent())
                .recipientAccountId(call.caller().account())
                .tlsHost(operation.api().hostIn(origin.region()));
    }

    private static Optional<ObjectNode> parameters(Call call) {
        ObjectNode told = told(call.parameters().tree(), call.operation());
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }

    /** What S3 tells of every request. */
    private static Optional<ObjectNode> transfer(Call call, int bytesOut) {
        if (call.operation().api() != Api.S3) {
            return Optional.empty();
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("SignatureVersion", "SigV4");
        data.put("CipherSuite", "TLS_AES_128_GCM_SHA256");
        data.put("bytesTransferredIn", call.body().length);
        data.put("AuthenticationMethod", "AuthHeader");
        data.put("x-amz-id-2", call.cloud().ids().secret());
        data.put("bytesTransferredOut", bytesOut);
        return Optional.of(data);
    }

    private static Optional<ObjectNode> elements(Call call, Answer answer) {
        if (answer.recorded().isPresent()) {
            return answer.recorded();
        }
        if (!call.operation().records() || answer.result().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(told(answer.result(), call.operation()));
    }

    private static ObjectNode told(ObjectNode node, Operation operation) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            String name = member.getKey();
            if (!SECRETS.contains(name) && !operation.hidden().contains(name)) {
                String camel = operation.api() == Api.S3 ? name : Names.camel(name);
                told.set(camel, value(name, member.getValue(), operation));
            }
        });
        return told;
    }

    private static JsonNode value(String name, JsonNode value, Operation operation) {
        if (value instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            String text = operation.api() == Api.STS ? Shapes.stsExpiration(time) : Shapes.iamDate(time);
            return JsonNodeFactory.instance.textNode(text);
        }
        if (value instanceof ObjectNode structure) {
            return told(structure, operation);
        }
        if (value instanceof ArrayNode list) {
            ArrayNode told = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> told.add(value("", element, operation)));
            return told;
        }
        if (NUMBERS.contains(name) && value.isTextual() && value.asText().matches("\\d{1,9}")) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(value.asText()));
        }
        if (FLAGS.contains(name) && value.isTextual()) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value.asText()));
        }
        return value;
    }
}
