package io.stakeout.drill;

import java.util.function.Function;

import io.stakeout.drill.cast.Scenery;

/** The calls of the cross-check: both clouds implement them, and both look at the same action and resource for them. */
enum CrossCheckedCall {
    GET_USER("iam:GetUser", caller -> caller.iam().getUser(request -> request.userName(CrossCheckSide.NAME))),
    GET_ROLE("iam:GetRole", caller -> caller.iam().getRole(request -> request.roleName(CrossCheckSide.NAME))),
    LIST_USERS("iam:ListUsers", caller -> caller.iam().listUsers()),
    LIST_ROLES("iam:ListRoles", caller -> caller.iam().listRoles()),
    LIST_GROUPS("iam:ListGroups", caller -> caller.iam().listGroups()),
    LIST_ACCESS_KEYS(
            "iam:ListAccessKeys",
            caller -> caller.iam().listAccessKeys(request -> request.userName(CrossCheckSide.NAME))),
    LIST_USER_POLICIES(
            "iam:ListUserPolicies",
            caller -> caller.iam().listUserPolicies(request -> request.userName(CrossCheckSide.NAME))),
    LIST_ROLE_POLICIES(
            "iam:ListRolePolicies",
            caller -> caller.iam().listRolePolicies(request -> request.roleName(CrossCheckSide.NAME))),
    GET_ACCOUNT_SUMMARY("iam:GetAccountSummary", caller -> caller.iam().getAccountSummary()),
    LIST_BUCKETS("s3:ListAllMyBuckets", caller -> caller.s3().listBuckets()),
    LIST_REPORTS("s3:ListBucket", caller -> caller.s3().listObjectsV2(request -> request.bucket(Scenery.REPORTS))),
    LIST_EXPORTS("s3:ListBucket", caller -> caller.s3().listObjectsV2(request -> request.bucket(Scenery.EXPORTS))),
    GET_BUCKET_LOCATION(
            "s3:GetBucketLocation",
            caller -> caller.s3().getBucketLocation(request -> request.bucket(Scenery.REPORTS))),
    GET_BUCKET_POLICY(
            "s3:GetBucketPolicy", caller -> caller.s3().getBucketPolicy(request -> request.bucket(Scenery.EXPORTS))),
    GET_BUCKET_ACL("s3:GetBucketAcl", caller -> caller.s3().getBucketAcl(request -> request.bucket(Scenery.REPORTS))),
    GET_REPORT(
            "s3:GetObject",
            caller -> caller.s3()
                    .getObjectAsBytes(request -> request.bucket(Scenery.REPORTS).key(CrossCheckSide.REPORT))),
    GET_EXPORT(
            "s3:GetObject",
            caller -> caller.s3()
                    .getObjectAsBytes(request -> request.bucket(Scenery.EXPORTS).key(CrossCheckSide.EXPORT))),
    DELETE_OBJECT(
            "s3:DeleteObject",
            caller -> caller.s3()
                    .deleteObject(request -> request.bucket(Scenery.REPORTS).key("daily/no-such-report"))),
    GET_CALLER_IDENTITY("sts:GetCallerIdentity", caller -> caller.sts().getCallerIdentity()),
    /** No session may make it, whatever its policies say: only AWS and the drill know that. */
    GET_FEDERATION_TOKEN(
            "sts:GetFederationToken", caller -> caller.sts().getFederationToken(request -> request.name("guest")));

    private final String action;
    private final Function<CrossCheckSide.Caller, Object> call;

    CrossCheckedCall(String action, Function<CrossCheckSide.Caller, Object> call) {
        this.action = action;
        this.call = call;
    }

    String action() {
        return action;
    }

    boolean ofUsersOnly() {
        return this == GET_FEDERATION_TOKEN;
    }

    void by(CrossCheckSide.Caller caller) {
        call.apply(caller);
    }
}
