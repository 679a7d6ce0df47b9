package io.stakeout.drill.cloud.iam;

import io.stakeout.drill.cloud.ApiError;

/**
 * IAM's default quotas.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and STS quotas</a>
 */
final class Limits {

    static final int ACCESS_KEYS = 2;
    static final int ATTACHED_POLICIES = 10;
    static final int GROUPS_OF_A_USER = 10;
    static final int VERSIONS_OF_A_POLICY = 5;
    static final int TAGS = 50;

    /** Characters of a managed policy, without white space. */
    static final int MANAGED_POLICY = 6_144;

    /** Characters of a trust policy, without white space. */
    static final int TRUST_POLICY = 2_048;

    /** Characters of a document as it is sent. */
    static final int DOCUMENT = 131_072;

    private Limits() {}

    /** Refuses one more when there are as many as there may be. */
    static void quota(String name, int there, int most) throws ApiError {
        if (there >= most) {
            throw exceeded(name, most);
        }
    }

    static ApiError exceeded(String name, int most) {
        return ApiError.limitExceeded("Cannot exceed quota for " + name + ": " + most);
    }

    /** How long a document is for IAM, which doesn't count white space. */
    static int size(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
}
