package io.stakeout.drill.cloud.sts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.Session;
import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.CallerIdentity;
import io.stakeout.drill.trail.Shapes;
import io.stakeout.drill.world.Role;

/**
 * What EC2 does for an instance: it assumes the instance's role under the instance's id and hands the credentials to the
 * instance's metadata. CloudTrail tells the key, but no {@code assumedRoleUser}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html">Retrieve
 *     security credentials from instance metadata</a>
 */
public final class InstanceRole {

    private static final String EC2 = "ec2.amazonaws.com";
    private static final int SECONDS = 6 * 3_600;

    private InstanceRole() {}

    /**
     * Gives an instance new credentials.
     *
     * @param instance its id, such as {@code i-0123456789abcdef0}
     */
    public static Session deliver(Cloud cloud, Role role, String instance, String region) {
        Session session = session(cloud, role, instance, region);
        cloud.open(session);
        ObjectNode parameters = Answer.node();
        parameters.put("roleArn", role.arn());
        parameters.put("roleSessionName", instance);
        ObjectNode elements = Answer.node();
        ObjectNode credentials = elements.putObject("credentials");
        credentials.put("accessKeyId", session.accessKeyId());
        credentials.put("sessionToken", session.token());
        credentials.put("expiration", Shapes.stsExpiration(session.expires()));
        cloud.record(
                ApiEvent.at(session.issued(), CallerIdentity.service(EC2), "sts.amazonaws.com", "AssumeRole")
                        .eventId(cloud.ids().uuid())
                        .requestId(cloud.ids().uuid())
                        .region(region)
                        .readOnly(true)
                        .requestParameters(parameters)
                        .responseElements(elements)
                        .resource(session.account(), "AWS::IAM::Role", role.arn())
                        .recipientAccountId(session.account())
                        .sharedEventId(cloud.ids().uuid())
                        .build(),
                "");
        return session;
    }

    private static Session session(Cloud cloud, Role role, String instance, String region) {
        String account = role.entity().account();
        return new Session(
                cloud.ids().unique("ASIA"),
                cloud.ids().secret(),
                cloud.ids().token(),
                CredentialKind.ROLE_SESSION,
                account,
                role.name(),
                role.entity().id(),
                instance,
                cloud.now(),
                cloud.now().plusSeconds(SECONDS),
                false,
                false,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.of("arn:aws:ec2:" + region + ":" + account + ":instance/" + instance),
                Optional.empty());
    }
}
