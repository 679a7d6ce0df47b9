package io.stakeout.drill.policy;

import java.util.Optional;

/**
 * What a kind of credentials can and cannot do, whatever the policies say. See
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html, API_GetSessionToken.html and
 * API_GetFederationToken.html beside it. That a federated user may call IAM in the console is left out: there is no
 * console here.
 */
final class CredentialLimits {

    private static final String ASSUME_ROLE = "sts:AssumeRole";

    private CredentialLimits() {}

    /** Empty when it is for the policies to decide. */
    static Optional<Decision> decide(Principal principal, Request request, CredentialKind credential) {
        if (request.isFor("sts:GetCallerIdentity")) {
            return Optional.of(allowed());
        }
        if (request.isFor("sts:GetSessionToken")) {
            return Optional.of(credential == CredentialKind.LONG_TERM ? allowed() : denied());
        }
        return isBarred(principal, request, credential) ? Optional.of(denied()) : Optional.empty();
    }

    private static boolean isBarred(Principal principal, Request request, CredentialKind credential) {
        if (request.isFor("sts:GetFederationToken") && credential != CredentialKind.LONG_TERM) {
            return true;
        }
        if (request.isFor(ASSUME_ROLE) && principal.kind() == Principal.Kind.ROOT) {
            return true;
        }
        return switch (credential) {
            case SESSION_TOKEN -> isBarredFromSessionToken(request);
            case FEDERATION_TOKEN -> request.isOf("iam:") || request.isOf("sts:");
            case LONG_TERM, ROLE_SESSION, NONE -> false;
        };
    }

    private static boolean isBarredFromSessionToken(Request request) {
        boolean secondFactor = request.single("aws:MultiFactorAuthPresent")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return request.isOf("iam:") && !secondFactor || request.isOf("sts:") && !request.isFor(ASSUME_ROLE);
    }

    private static Decision allowed() {
        return new Decision.Allowed(PolicyType.INTRINSIC, Optional.empty());
    }

    private static Decision denied() {
        return new Decision.Denied(false, PolicyType.INTRINSIC, Optional.empty());
    }
}
