package io.stakeout.aws;

import java.util.Set;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import io.stakeout.containment.control.AccessControlException;

/**
 * Makes calls of AWS, and tells their failures by what can be done about them. Errors that are common to all calls: IAM
 * API Reference, "Common Errors".
 *
 * @param caller who makes them, for people: a role's ARN
 */
record AwsCalls(String caller) {

    /** Not done because of something that passes; the SDK already knows throttling. */
    private static final Set<String> PASSING = Set.of(
            "ConcurrentModification",
            "ConcurrentModificationException",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestLimitExceeded",
            "ServiceFailure",
            "TooManyRequestsException");

    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException");

    /** @param call for example {@code iam:GetUser} */
    <T> T make(String call, Supplier<T> work) {
        try {
            return work.get();
        } catch (AwsServiceException e) {
            throw refused(call, e);
        } catch (SdkClientException e) {
            throw new AccessControlException.Retryable(
                    "Unreachable", call + " as " + caller + " got no answer: " + e.getMessage(), null);
        }
    }

    private AccessControlException refused(String call, AwsServiceException e) {
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "Http" + e.statusCode()
                : e.awsErrorDetails().errorCode();
        String said = e.awsErrorDetails() == null
                ? e.getMessage()
                : e.awsErrorDetails().errorMessage();
        String text = call + " as " + caller + ": " + code + ": " + said;
        if (e.isThrottlingException() || e.statusCode() >= 500 || PASSING.contains(code)) {
            return new AccessControlException.Retryable(code, text, e.requestId());
        }
        if (code.equals("NoSuchEntity")) {
            return new AccessControlException.Gone(text, e.requestId());
        }
        return new AccessControlException.Permanent(code, text + hint(code), e.requestId());
    }

    private String hint(String code) {
        return switch (code) {
            case "AccessDenied", "AccessDeniedException" ->
                " (does the role have the policy of deploy/iam, and does an"
                        + " organization's policy stand against it?)";
            case "LimitExceeded" -> " (a quota of IAM: nothing was changed)";
            case "UnmodifiableEntity" -> " (only the AWS service that it belongs to changes it)";
            default -> "";
        };
    }

    static boolean denied(AccessControlException failure) {
        return DENIED.contains(failure.code());
    }
}
