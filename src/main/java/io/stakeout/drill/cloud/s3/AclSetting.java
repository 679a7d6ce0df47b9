package io.stakeout.drill.cloud.s3;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.world.Bucket;

/**
 * A bucket's ACL, as one of the canned ones.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access control list (ACL)
 *     overview</a>
 */
final class AclSetting {

    private static final Set<String> CANNED =
            Set.of("private", "public-read", "public-read-write", "authenticated-read");
    private static final String GROUPS = "http://acs.amazonaws.com/groups/global/";

    private AclSetting() {}

    static Answer get(Call call) throws ApiError {
        Bucket bucket = Buckets.find(call);
        ObjectNode result = Answer.node();
        ObjectNode root = result.putObject("AccessControlPolicy");
        root.putObject("Owner").put("ID", bucket.account());
        ArrayNode grants = root.putObject("AccessControlList").putArray("Grant");
        ObjectNode owner = grants.addObject();
        owner.putObject("Grantee").put("ID", bucket.account());
        owner.put("Permission", "FULL_CONTROL");
        switch (bucket.acl()) {
            case "public-read" -> grant(grants, "AllUsers", "READ");
            case "public-read-write" -> {
                grant(grants, "AllUsers", "READ");
                grant(grants, "AllUsers", "WRITE");
            }
            case "authenticated-read" -> grant(grants, "AuthenticatedUsers", "READ");
            default -> {}
        }
        return Answer.of(result).touching(Buckets.resource(call));
    }

    private static void grant(ArrayNode grants, String group, String permission) {
        ObjectNode grant = grants.addObject();
        grant.putObject("Grantee").put("URI", GROUPS + group);
        grant.put("Permission", permission);
    }

    static Answer put(Call call) throws ApiError {
        String acl = call.parameters().find("x-amz-acl").orElse("");
        if (!CANNED.contains(acl)) {
            throw ApiError.notImplemented("An ACL that isn't one of " + CANNED);
        }
        boolean blocked = Buckets.find(call)
                .block()
                .filter(Bucket.PublicAccessBlock::blockPublicAcls)
                .isPresent();
        if (blocked && !acl.equals("private")) {
            throw new ApiError(
                    "AccessDenied",
                    403,
                    "User: " + call.caller().arn() + " is not authorized to perform: s3:PutBucketAcl on resource: \""
                            + Buckets.find(call).arn()
                            + "\" because public access control lists (ACLs) are prevented by the BlockPublicAcls"
                            + " setting in S3 Block Public Access.");
        }
        Buckets.change(call, bucket -> bucket.withAcl(acl));
        return Answer.nothing().touching(Buckets.resource(call));
    }
}
