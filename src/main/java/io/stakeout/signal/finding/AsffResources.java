package io.stakeout.signal.finding;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The {@code Resources} of a finding in Security Hub's format: which of them are principals.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsIamAccessKeyDetails.html">AwsIamAccessKeyDetails</a>
 */
final class AsffResources {

    private static final String KEY_PREFIX = "AWS::IAM::AccessKey:";

    private AsffResources() {}

    static void read(Draft draft, JsonNode finding) {
        StringBuilder kinds = new StringBuilder();
        for (JsonNode resource : draft.beginning(finding.path("Resources"), "resources")) {
            name(draft, resource);
            draft.line(Nodes.text(resource, "Type").orElse("Resource"), Nodes.text(resource, "Id"));
            Nodes.members(resource.path("Tags"))
                    .forEach((key, value) -> draft.tag(Optional.of(key), Nodes.text(value)));
            Nodes.text(resource, "Type")
                    .ifPresent(type -> kinds.append(kinds.isEmpty() ? "" : ", ").append(type));
        }
        if (!kinds.isEmpty()) {
            draft.nobody("It is about " + kinds + ", and names no principal of AWS.");
        }
    }

    private static void name(Draft draft, JsonNode resource) {
        JsonNode details = resource.path("Details");
        switch (Nodes.text(resource, "Type").orElse("")) {
            case "AwsIamAccessKey" -> accessKey(draft, resource, details.path("AwsIamAccessKey"));
            case "AwsIamUser" -> user(draft, resource, details.path("AwsIamUser"));
            case "AwsIamRole" -> role(draft.who(), resource, details.path("AwsIamRole"));
            default -> {}
        }
    }

    private static void accessKey(Draft draft, JsonNode resource, JsonNode details) {
        new Claim(
                        keyOf(resource, details),
                        Nodes.text(details, "PrincipalId"),
                        Optional.empty(),
                        type(details),
                        Nodes.text(details, "PrincipalName").or(() -> Nodes.text(details, "UserName")),
                        Event.account(details, "AccountId").or(draft::account),
                        Claim.partition(Nodes.text(resource, "Partition")))
                .name(draft.who());
    }

    /** {@code …:null} is what Security Hub writes for a sign-in, which has no key. */
    private static Optional<String> keyOf(JsonNode resource, JsonNode details) {
        return Nodes.text(details, "AccessKeyId")
                .or(() -> Nodes.text(resource, "Id")
                        .map(id -> id.startsWith(KEY_PREFIX) ? id.substring(KEY_PREFIX.length()) : id));
    }

    /** Findings of before 2019 have a user's name and nothing else: then it is a user. */
    private static String type(JsonNode details) {
        boolean old = Nodes.text(details, "UserName").isPresent()
                && Nodes.text(details, "PrincipalName").isEmpty()
                && Nodes.text(details, "PrincipalId").isEmpty();
        return Nodes.text(details, "PrincipalType").orElse(old ? "IAMUser" : "");
    }

    private static void user(Draft draft, JsonNode resource, JsonNode details) {
        new Claim(
                        Optional.empty(),
                        Nodes.text(details, "UserId"),
                        Nodes.text(resource, "Id"),
                        "IAMUser",
                        Nodes.text(details, "UserName"),
                        draft.account(),
                        "aws")
                .name(draft.who());
    }

    private static void role(Who who, JsonNode resource, JsonNode details) {
        new Claim(
                        Optional.empty(),
                        Nodes.text(details, "RoleId"),
                        Nodes.text(resource, "Id"),
                        "Role",
                        Optional.empty(),
                        Optional.empty(),
                        "aws")
                .name(who);
    }
}
