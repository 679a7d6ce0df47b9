package io.stakeout.cloudtrail;

import java.util.Optional;
import java.util.Set;

/**
 * Whether a call may tell its caller that it is watched: it reads what CloudTrail records and where that goes, or what
 * IAM says about the caller itself. A guess, since administrators do the same; so it marks and decides nothing.
 */
public final class Vigilance {

    private static final Set<String> TRAIL = Set.of(
            "LookupEvents",
            "DescribeTrails",
            "GetTrail",
            "GetTrailStatus",
            "ListTrails",
            "GetEventSelectors",
            "GetInsightSelectors",
            "ListEventDataStores",
            "GetEventDataStore",
            "StartQuery",
            "GetQueryResults");

    /** Of these the caller itself is meant when nobody, or the caller, is named. */
    private static final Set<String> ABOUT_SOMEBODY = Set.of(
            "GetUser",
            "GetUserPolicy",
            "ListUserPolicies",
            "ListAttachedUserPolicies",
            "ListGroupsForUser",
            "ListAccessKeys",
            "ListMFADevices",
            "ListSigningCertificates",
            "GetLoginProfile",
            "GetRole",
            "GetRolePolicy",
            "ListRolePolicies",
            "ListAttachedRolePolicies");

    private Vigilance() {}

    /** Whether it succeeded makes no difference: the intention is the same. */
    public static boolean looksForWatchers(CloudTrailRecord call) {
        if (call.principal().consequence()) {
            return false;
        }
        return switch (call.eventSource()) {
            case "cloudtrail.amazonaws.com" -> TRAIL.contains(call.eventName());
            case "iam.amazonaws.com" -> aboutItself(call);
            default -> false;
        };
    }

    private static boolean aboutItself(CloudTrailRecord call) {
        Principal who = call.principal();
        if (call.eventName().equals("SimulatePrincipalPolicy")) {
            Optional<String> source = call.text("requestParameters", "policySourceArn");
            return source.isPresent() && (source.equals(who.arn()) || source.equals(who.issuerArn()));
        }
        if (call.eventName().equals("GetAccessKeyLastUsed")) {
            Optional<String> key = call.text("requestParameters", "accessKeyId");
            return key.isPresent() && key.equals(who.accessKeyId());
        }
        if (!ABOUT_SOMEBODY.contains(call.eventName())) {
            return false;
        }
        Optional<String> role = call.text("requestParameters", "roleName");
        Optional<String> user = call.text("requestParameters", "userName");
        return role.isPresent() ? role.equals(who.issuerUserName()) : isSelf(user, who);
    }

    /** Without a user name IAM answers for the user who asks. */
    private static boolean isSelf(Optional<String> user, Principal who) {
        boolean byUser = who.type().equals(Optional.of("IAMUser"));
        return byUser && (user.isEmpty() || user.equals(who.userName()));
    }
}
