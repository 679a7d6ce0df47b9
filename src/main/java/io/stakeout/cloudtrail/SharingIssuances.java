package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.PolicyPrincipals.Named;

/** Policies of things, and things shared: who outside of the account gets at them. */
final class SharingIssuances {

    private static final String EVERYBODY = "all";
    private static final List<String> SHARED_WITH = List.of("userId", "organizationArn", "organizationalUnitArn");

    private SharingIssuances() {}

    static void add(Handout out) {
        switch (out.call().eventSource() + " " + out.how()) {
            case "s3.amazonaws.com PutBucketPolicy" -> policy(out, "bucketPolicy");
            case "kms.amazonaws.com PutKeyPolicy" -> policy(out, "policy");
            case "secretsmanager.amazonaws.com PutResourcePolicy" -> policy(out, "resourcePolicy");
            case "lambda.amazonaws.com AddPermission" -> permission(out);
            case "ec2.amazonaws.com ModifySnapshotAttribute" -> shared(out, "createVolumePermission");
            case "ec2.amazonaws.com ModifyImageAttribute" -> shared(out, "launchPermission");
            default -> {}
        }
    }

    private static void policy(Handout out, String document) {
        Outsiders.add(out, PolicyPrincipals.of(out.asked().path(document)), Optional.empty());
    }

    /** {@code principal} is a service, an account, an ARN or {@code *} (Lambda API reference). */
    private static void permission(Handout out) {
        Optional<String> who =
                Forms.arn(out.asked(), "principal").map(Arn::text).or(() -> Forms.text(out.asked(), "principal"));
        List<Named> named = who.map(value -> List.of(new Named(value, true))).orElse(List.of());
        Outsiders.add(out, named, Optional.empty());
    }

    /** Seen in real records: {@code {"add":{"items":[{"userId":"846424999548"},{"group":"all"}]}}}. */
    private static void shared(Handout out, String permission) {
        List<Named> named = new ArrayList<>();
        for (JsonNode item : Forms.list(Nodes.at(out.asked(), permission, "add", "items"))) {
            if (Nodes.text(item, "group").equals(Optional.of(EVERYBODY))) {
                named.add(new Named(EVERYBODY, false));
            }
            SHARED_WITH.forEach(field -> Forms.text(item, field).ifPresent(value -> named.add(new Named(value, true))));
        }
        Outsiders.add(out, named, Optional.empty());
    }
}
