package io.stakeout.cloudtrail;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Asks the service that was called what its calls hand out. Never throws, whatever the record holds. */
final class Issuances {

    private Issuances() {}

    static List<Issuance> of(CloudTrailRecord call) {
        if (failed(call)) {
            return List.of();
        }
        Handout handout = new Handout(call);
        ask(handout);
        return handout.all();
    }

    private static void ask(Handout handout) {
        switch (handout.call().eventSource()) {
            case "sts.amazonaws.com" -> StsIssuances.add(handout);
            case "signin.amazonaws.com" -> SignInIssuances.add(handout);
            case "iam.amazonaws.com" -> iam(handout);
            case "ec2.amazonaws.com" -> ec2(handout);
            case "ec2-instance-connect.amazonaws.com", "ssm.amazonaws.com" -> InstanceIssuances.add(handout);
            case "lambda.amazonaws.com" -> lambda(handout);
            case "rolesanywhere.amazonaws.com" -> RolesAnywhereIssuances.add(handout);
            case "sso.amazonaws.com",
                    "sso-oauth.amazonaws.com",
                    "identitystore.amazonaws.com",
                    "sso-directory.amazonaws.com" -> IdentityCenterIssuances.add(handout);
            case "eks.amazonaws.com" -> EksIssuances.add(handout);
            case "s3.amazonaws.com", "kms.amazonaws.com", "secretsmanager.amazonaws.com" ->
                SharingIssuances.add(handout);
            default -> {}
        }
    }

    private static void iam(Handout handout) {
        IamCredentialIssuances.add(handout);
        IamPrincipalIssuances.add(handout);
        IamPermissionIssuances.add(handout);
    }

    private static void ec2(Handout handout) {
        InstanceIssuances.add(handout);
        SharingIssuances.add(handout);
    }

    private static void lambda(Handout handout) {
        LambdaIssuances.add(handout);
        SharingIssuances.add(handout);
    }

    /** An error code of another type than AWS documents is an error all the same; blank is what log tools make of none. */
    private static boolean failed(CloudTrailRecord call) {
        JsonNode code = call.tree().path("errorCode");
        boolean none = code.isMissingNode()
                || code.isNull()
                || code.isTextual() && code.textValue().isBlank();
        return !none || Outcomes.of(call) != Outcome.OK;
    }
}
