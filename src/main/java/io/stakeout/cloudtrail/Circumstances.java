package io.stakeout.cloudtrail;

import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** What makes one call more telling than its event's name: whom it is by and what it hands out. */
final class Circumstances {

    /** A raise of the risk, with the reason for it. */
    record Raise(RiskLevel level, String reason) {}

    private static final Set<String> KEYS_TO_THE_HOUSE =
            Set.of("AdministratorAccess", "IAMFullAccess", "PowerUserAccess");
    private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");

    private Circumstances() {}

    static Optional<Raise> of(CloudTrailRecord call) {
        return switch (call.eventName()) {
            case "AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy" -> grantsTheHouse(call);
            case "AuthorizeSecurityGroupIngress" -> opensToAnywhere(call);
            case "ModifySnapshotAttribute" -> sharesWithAll(call, "createVolumePermission");
            case "ModifyImageAttribute" -> sharesWithAll(call, "launchPermission");
            case "DescribeInstanceAttribute" -> readsUserData(call);
            case "ConsoleLogin" -> signsInAsRoot(call);
            default -> Optional.empty();
        };
    }

    private static Optional<Raise> grantsTheHouse(CloudTrailRecord call) {
        return call.text("requestParameters", "policyArn")
                .map(Arns::name)
                .filter(KEYS_TO_THE_HOUSE::contains)
                .map(policy -> new Raise(RiskLevel.CRITICAL, "grants " + policy));
    }

    private static Optional<Raise> opensToAnywhere(CloudTrailRecord call) {
        boolean open = call.text("requestParameters", "cidrIp")
                .filter(ANYWHERE::contains)
                .isPresent();
        for (JsonNode permission : Nodes.at(call.tree(), "requestParameters", "ipPermissions", "items")) {
            open |= hasAnywhere(permission, "ipRanges", "cidrIp") || hasAnywhere(permission, "ipv6Ranges", "cidrIpv6");
        }
        return open ? Optional.of(new Raise(RiskLevel.CRITICAL, "opens the network to everybody")) : Optional.empty();
    }

    private static boolean hasAnywhere(JsonNode permission, String ranges, String field) {
        for (JsonNode range : Nodes.at(permission, ranges, "items")) {
            if (ANYWHERE.contains(range.path(field).asText())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Raise> sharesWithAll(CloudTrailRecord call, String permission) {
        for (JsonNode item : Nodes.at(call.tree(), "requestParameters", permission, "add", "items")) {
            if (item.path("group").asText().equals("all")) {
                return Optional.of(new Raise(RiskLevel.CRITICAL, "shares data with everybody"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Raise> readsUserData(CloudTrailRecord call) {
        return call.text("requestParameters", "attribute")
                .filter("userData"::equals)
                .map(attribute -> new Raise(RiskLevel.HIGH, "reads a start-up script, often with secrets"));
    }

    private static Optional<Raise> signsInAsRoot(CloudTrailRecord call) {
        boolean root = Identity.of(call.principal()) instanceof Identity.Root;
        return root ? Optional.of(new Raise(RiskLevel.CRITICAL, "signs in as root")) : Optional.empty();
    }
}
