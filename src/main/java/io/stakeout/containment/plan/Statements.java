package io.stakeout.containment.plan;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The statements that we put into policies: denies and nothing else. Condition keys: Service Authorization Reference and
 * IAM User Guide, "AWS global condition context keys".
 */
final class Statements {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What an L1 clip denies: handing out credentials, changing who may do what, and blinding the logs, including what
     * AWS's own quarantine policy (AWSCompromisedKeyQuarantineV3) leaves open: sts:AssumeRole, removing one's own policies
     * and boundary, trust anchors, cloudtrail:StopLogging.
     */
    private static final List<String> CLIPPED = List.of(
            "cloudtrail:Delete*",
            "cloudtrail:LookupEvents",
            "cloudtrail:Put*",
            "cloudtrail:Stop*",
            "cloudtrail:Update*",
            "config:Delete*",
            "config:Stop*",
            "events:Delete*",
            "events:Disable*",
            "events:Remove*",
            "guardduty:Delete*",
            "guardduty:Update*",
            "iam:Add*",
            "iam:Attach*",
            "iam:Create*",
            "iam:Deactivate*",
            "iam:Delete*",
            "iam:Detach*",
            "iam:Enable*",
            "iam:PassRole",
            "iam:Put*",
            "iam:Remove*",
            "iam:Reset*",
            "iam:Set*",
            "iam:Update*",
            "iam:Upload*",
            "identitystore:Create*",
            "logs:Delete*",
            "logs:Put*",
            "organizations:*",
            "rolesanywhere:*",
            "sso:*",
            "ssm:SendCommand",
            "ssm:StartSession",
            "sts:AssumeRole*",
            "sts:GetFederationToken",
            "sts:GetSessionToken");

    private Statements() {}

    /** Who a statement is about; all that is given has to hold. */
    record Whom(
            List<String> userIds, List<String> sessionNames, Optional<String> sourceIdentity, boolean issuedBefore) {

        static Whom everybody() {
            return new Whom(List.of(), List.of(), Optional.empty(), false);
        }

        static Whom issuedBeforeCutOff() {
            return new Whom(List.of(), List.of(), Optional.empty(), true);
        }
    }

    static String denyAll(String sid, Whom whom) {
        return text(statement(sid, List.of("*"), whom));
    }

    static String clip(String sid, Whom whom) {
        return text(statement(sid, CLIPPED, whom));
    }

    /** For a service control policy: one principal, whatever its path; a session's is its role's ARN. */
    static String denyPrincipal(String sid, PrincipalRef principal, Whom whom) {
        ObjectNode statement = statement(sid, List.of("*"), whom);
        ArrayNode arns = statement.withObject("/Condition").putObject("ArnLike").putArray("aws:PrincipalArn");
        arns.add(principal.arn());
        if (principal.kind() != PrincipalRef.Kind.ROOT) {
            arns.add(principal.arn().replace("/" + principal.name(), "/*/" + principal.name()));
        }
        return text(statement);
    }

    /** For a service control policy: an Identity Center person in whatever role. */
    static String denyPerson(String sid, String userId) {
        ObjectNode statement = statement(sid, List.of("*"), Whom.everybody());
        statement.putObject("Condition").putObject("StringEquals").put("identitystore:userId", userId);
        return text(statement);
    }

    private static ObjectNode statement(String sid, List<String> actions, Whom whom) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("Sid", sid).put("Effect", "Deny");
        values(statement, "Action", actions);
        statement.put("Resource", "*");
        ObjectNode condition = condition(whom);
        if (!condition.isEmpty()) {
            statement.set("Condition", condition);
        }
        return statement;
    }

    private static ObjectNode condition(Whom whom) {
        ObjectNode condition = JSON.createObjectNode();
        TreeMap<String, ObjectNode> operators = new TreeMap<>();
        if (!whom.userIds().isEmpty()) {
            values(operator(operators, "StringEquals"), "aws:userid", whom.userIds());
        }
        whom.sourceIdentity()
                .ifPresent(who -> operator(operators, "StringEquals").put("aws:SourceIdentity", who));
        if (!whom.sessionNames().isEmpty()) {
            List<String> anyRole =
                    whom.sessionNames().stream().map(name -> "*:" + name).toList();
            values(operator(operators, "StringLike"), "aws:userid", anyRole);
        }
        if (whom.issuedBefore()) {
            operator(operators, "DateLessThan").put("aws:TokenIssueTime", Change.CUT_OFF);
        }
        operators.forEach(condition::set);
        return condition;
    }

    private static ObjectNode operator(TreeMap<String, ObjectNode> operators, String name) {
        return operators.computeIfAbsent(name, key -> JSON.createObjectNode());
    }

    /** One value stands alone, several in a list, each once and in one order. */
    private static void values(ObjectNode node, String name, List<String> values) {
        TreeSet<String> sorted = new TreeSet<>(values);
        if (sorted.size() == 1) {
            node.put(name, sorted.first());
        } else {
            sorted.forEach(node.withArray(name)::add);
        }
    }

    private static String text(ObjectNode statement) {
        return statement.toString();
    }
}
