package io.stakeout.drill.cloud;

/**
 * One of AWS's services, as the drill's cloud offers it.
 *
 * @param signingName what a request is signed for, such as {@code iam}
 * @param eventSource as CloudTrail tells it
 * @param deniedCode the error code of a refused call
 * @param deniedStatus the HTTP status that goes with it
 * @param global whether its calls are recorded in us-east-1, wherever they were sent
 * @param host what comes before {@code amazonaws.com} in {@code tlsDetails}; {@code %s} is the region
 */
public enum Api {
    IAM("iam", "iam.amazonaws.com", "AccessDenied", 403, true, "iam"),
    STS("sts", "sts.amazonaws.com", "AccessDenied", 403, false, "sts.%s"),
    S3("s3", "s3.amazonaws.com", "AccessDenied", 403, false, "s3.%s"),
    ORGANIZATIONS(
            "organizations",
            "organizations.amazonaws.com",
            "AccessDeniedException",
            400,
            true,
            "organizations.us-east-1"),
    CLOUDTRAIL("cloudtrail", "cloudtrail.amazonaws.com", "AccessDeniedException", 400, false, "cloudtrail.%s");

    private final String signingName;
    private final String eventSource;
    private final String deniedCode;
    private final int deniedStatus;
    private final boolean global;
    private final String host;

    Api(String signingName, String eventSource, String deniedCode, int deniedStatus, boolean global, String host) {
        this.signingName = signingName;
        this.eventSource = eventSource;
        this.deniedCode = deniedCode;
        this.deniedStatus = deniedStatus;
        this.global = global;
        this.host = host;
    }

    public String signingName() {
        return signingName;
    }

    public String eventSource() {
        return eventSource;
    }

    ApiError denied(String message) {
        return new ApiError(deniedCode, deniedStatus, message);
    }

    /** The region that a call is recorded in. */
    String recordedIn(String region) {
        return global ? "us-east-1" : region;
    }

    /** The name of AWS's own endpoint, for {@code tlsDetails}. */
    String hostIn(String region) {
        return String.format(host, region) + ".amazonaws.com";
    }
}
