package io.stakeout.drill;

import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import io.stakeout.drill.CrossCheck.Who;
import io.stakeout.drill.cast.Clients;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;

/**
 * One of the two clouds that must agree: a user and a session of a role in it, whose only policy each case sets anew.
 *
 * @param settle lets a change take effect
 */
record CrossCheckSide(IamClient admin, Map<Who, Caller> callers, Runnable settle) {

    /** The name of user, role, session and policy. */
    static final String NAME = "cross-checked";

    static final String REPORT = "daily/template.json";
    static final String EXPORT = "2026/customers-01.csv";

    private static final Persona TESTER = new Persona("tester", "203.0.113.99", "test/1.0");

    /** Clients of one identity. */
    record Caller(IamClient iam, S3Client s3, StsClient sts) {

        static Caller of(Clients clients, Keys keys) {
            return new Caller(clients.iam(TESTER, keys), clients.s3(TESTER, keys), clients.sts(TESTER, keys));
        }
    }

    /** Makes the user, the role and its session by somebody who may do everything. */
    static CrossCheckSide prepare(Clients clients, Keys admin, String account, Runnable settle) {
        Caller maker = Caller.of(clients, admin);
        maker.iam().createUser(request -> request.userName(NAME));
        Keys user = keys(
                maker.iam().createAccessKey(request -> request.userName(NAME)).accessKey());
        String role = maker.iam()
                .createRole(request -> request.roleName(NAME).assumeRolePolicyDocument(trust(account)))
                .role()
                .arn();
        settle.run();
        Keys session = keys(maker.sts()
                .assumeRole(request -> request.roleArn(role).roleSessionName(NAME))
                .credentials());
        return new CrossCheckSide(
                maker.iam(),
                Map.of(Who.USER, Caller.of(clients, user), Who.SESSION, Caller.of(clients, session)),
                settle);
    }

    private static String trust(String account) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::" + account + ":root\"}}]}";
    }

    static Keys keys(AccessKey key) {
        return new Keys(key.accessKeyId(), key.secretAccessKey(), Optional.empty());
    }

    private static Keys keys(Credentials made) {
        return new Keys(made.accessKeyId(), made.secretAccessKey(), Optional.of(made.sessionToken()));
    }

    /** Whether the call of a case is allowed; whatever else may be wrong with it came after that was decided. */
    boolean allows(CrossCheck check) {
        if (check.caller() == Who.USER) {
            admin.putUserPolicy(
                    request -> request.userName(NAME).policyName(NAME).policyDocument(check.document()));
        } else {
            admin.putRolePolicy(
                    request -> request.roleName(NAME).policyName(NAME).policyDocument(check.document()));
        }
        settle.run();
        return isAllowed(check);
    }

    private boolean isAllowed(CrossCheck check) {
        try {
            check.call().by(callers.get(check.caller()));
            return true;
        } catch (AwsServiceException e) {
            if (e.statusCode() == 403 || e.statusCode() == 404) {
                return e.statusCode() == 404;
            }
            throw e;
        }
    }
}
