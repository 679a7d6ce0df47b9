package io.stakeout.signal.finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Findings of Macie. A policy finding tells who changed the bucket's access; one of sensitive data tells what lies there,
 * and not by whom.
 *
 * @see <a href="https://docs.aws.amazon.com/macie/latest/user/findings-publish-event-schemas.html">Event schema</a>
 */
final class MacieFindings {

    private static final int LOW = 30;
    private static final int MEDIUM = 60;
    private static final int HIGH = 80;

    /** The member of {@code userIdentity}, and what CloudTrail calls such an identity. */
    private static final List<List<String>> KINDS = List.of(
            List.of("assumedRole", "AssumedRole"),
            List.of("iamUser", "IAMUser"),
            List.of("root", "Root"),
            List.of("federatedUser", "FederatedUser"),
            List.of("awsAccount", ""));

    private MacieFindings() {}

    static Signal read(Event event) {
        JsonNode detail = event.detail();
        Draft draft = Draft.of(event)
                .id(Nodes.text(detail, "id"))
                .type(Nodes.text(detail, "type"))
                .title(Nodes.text(detail, "title").or(() -> Nodes.text(detail, "type")))
                .score(score(detail.path("severity")))
                .at(Event.account(detail, "accountId"), Event.region(detail, "region"))
                .observed(Event.moment(detail, "updatedAt").or(() -> Event.moment(detail, "createdAt")))
                .count(Nodes.count(detail, "count"))
                .active(!Nodes.isTrue(detail, "archived"))
                .sample(Nodes.isTrue(detail, "sample"))
                .sampleByTitle(Nodes.text(detail, "title"))
                .nobody(why(detail));
        JsonNode identity = Nodes.at(detail, "policyDetails", "actor", "userIdentity");
        KINDS.forEach(kind -> actor(draft, detail, identity.path(kind.get(0)), kind.get(1)));
        tell(draft, detail);
        return draft.signal();
    }

    private static String why(JsonNode detail) {
        String bucket = Nodes.text(detail, "resourcesAffected", "s3Bucket", "name")
                .map(name -> "bucket " + name)
                .orElse("a bucket");
        return "It says what is wrong with " + bucket + ", and not who did it.";
    }

    private static int score(JsonNode severity) {
        OptionalDouble number = Nodes.number(severity, "score");
        if (Nodes.is(severity, "High", "description") || number.orElse(0) >= 3) {
            return HIGH;
        }
        return Nodes.is(severity, "Medium", "description") || number.orElse(0) >= 2 ? MEDIUM : LOW;
    }

    private static void actor(Draft draft, JsonNode detail, JsonNode actor, String type) {
        if (!actor.isObject()) {
            return;
        }
        new Claim(
                        Nodes.text(actor, "accessKeyId"),
                        Nodes.text(actor, "principalId"),
                        Nodes.text(actor, "arn"),
                        type,
                        Nodes.text(actor, "userName")
                                .or(() -> Nodes.text(actor, "sessionContext", "sessionIssuer", "userName")),
                        Event.account(actor, "accountId"),
                        Claim.partition(Nodes.text(detail, "partition")))
                .name(draft.who());
    }

    private static void tell(Draft draft, JsonNode detail) {
        JsonNode bucket = Nodes.at(detail, "resourcesAffected", "s3Bucket");
        JsonNode object = Nodes.at(detail, "resourcesAffected", "s3Object");
        JsonNode actor = Nodes.at(detail, "policyDetails", "actor");
        draft.line("Description", Nodes.text(detail, "description"))
                .line("Bucket", Nodes.text(bucket, "arn"))
                .line("Access", Nodes.text(bucket, "publicAccess", "effectivePermission"))
                .line("Object", Nodes.text(object, "path"))
                .line("Object is public", Nodes.scalar(object, "publicAccess"))
                .line("Call", Nodes.text(detail, "policyDetails", "action", "apiCallDetails", "api"))
                .line("Address", Nodes.text(actor, "ipAddressDetails", "ipAddressV4"))
                .tags(bucket.path("tags"), "key", "value");
        for (JsonNode kind : Nodes.list(Nodes.at(detail, "classificationDetails", "result", "sensitiveData"))) {
            Optional<String> total = Nodes.scalar(kind, "totalCount");
            draft.line(
                    "Sensitive", Nodes.text(kind, "category").map(name -> name + ", " + total.orElse("?") + " times"));
        }
    }
}
