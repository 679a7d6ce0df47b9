package io.stakeout.drill.cloud.iam;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.StatusType;

import static io.stakeout.drill.cloud.iam.TestCloud.DENY_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A change is read at once and takes effect later, as on AWS. */
class PropagationTest {

    private static final Duration DELAY = Duration.ofSeconds(4);

    private final TestCloud cloud = new TestCloud(DELAY);
    private final IamClient iam = cloud.admin();
    private final IamClient eve = cloud.person("eve", TestCloud.ALLOW_EVERYTHING);

    @AfterEach
    void close() {
        eve.close();
        cloud.close();
    }

    @Test
    void aDenyIsReadAtOnceAndBitesAfterTheDelay() {
        cloud.advance(DELAY);
        iam.attachUserPolicy(attach -> attach.userName("eve").policyArn(DENY_ALL));
        assertThat(iam.listAttachedUserPolicies(list -> list.userName("eve")).attachedPolicies())
                .as("read by others")
                .hasSize(1);
        assertThat(eve.listAttachedUserPolicies(list -> list.userName("eve")).attachedPolicies())
                .as("read by herself")
                .hasSize(1);
        cloud.advance(DELAY.minusMillis(1));
        assertThat(eve.listUsers().users()).as("still allowed").hasSize(2);
        cloud.advance(Duration.ofMillis(1));
        cloud.refused(
                eve::listUsers,
                "AccessDenied",
                "User: arn:aws:iam::" + TestCloud.ACCOUNT + ":user/eve is not authorized to perform: iam:ListUsers on"
                        + " resource: arn:aws:iam::" + TestCloud.ACCOUNT + ":user/ with an explicit deny in an"
                        + " identity-based policy: " + DENY_ALL);
    }

    @Test
    void theWindowIsLongEnoughToUndoIt() {
        cloud.advance(DELAY);
        iam.attachUserPolicy(attach -> attach.userName("eve").policyArn(DENY_ALL));
        eve.detachUserPolicy(detach -> detach.userName("eve").policyArn(DENY_ALL));
        cloud.advance(DELAY);
        assertThat(eve.listUsers().users()).hasSize(2);
    }

    @Test
    void aKeyIsInactiveAtOnceAndWorksUntilTheDelayHasPassed() {
        cloud.advance(DELAY);
        String key = eve.listAccessKeys().accessKeyMetadata().get(0).accessKeyId();
        iam.updateAccessKey(update -> update.userName("eve").accessKeyId(key).status(StatusType.INACTIVE));
        assertThat(eve.listAccessKeys().accessKeyMetadata())
                .extracting(AccessKeyMetadata::statusAsString)
                .containsExactly("Inactive");
        cloud.advance(DELAY);
        IamException refusal = catchThrowableOfType(IamException.class, eve::listAccessKeys);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void aNewKeyIsNotKnownBeforeTheDelayHasPassed() {
        cloud.advance(DELAY);
        var key = iam.createAccessKey(create -> create.userName("eve")).accessKey();
        try (IamClient second = cloud.client(key.accessKeyId(), key.secretAccessKey())) {
            assertThat(catchThrowableOfType(IamException.class, second::getUser)
                            .awsErrorDetails()
                            .errorCode())
                    .isEqualTo("InvalidClientTokenId");
            cloud.advance(DELAY);
            assertThat(second.getUser().user().userName()).isEqualTo("eve");
        }
    }
}
