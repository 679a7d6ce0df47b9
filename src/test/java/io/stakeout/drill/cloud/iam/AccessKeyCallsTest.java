package io.stakeout.drill.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.StatusType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AccessKeyCallsTest {

    private final TestCloud cloud = new TestCloud();
    private final IamClient iam = cloud.admin();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aNewKeyWorks() {
        AccessKey key = key("bob", TestCloud.ALLOW_EVERYTHING);
        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(key.secretAccessKey()).hasSize(40);
        assertThat(key.status()).isEqualTo(StatusType.ACTIVE);
        try (IamClient bob = cloud.client(key.accessKeyId(), key.secretAccessKey())) {
            assertThat(bob.getUser().user().userName()).isEqualTo("bob");
            assertThat(bob.createAccessKey().accessKey().userName()).isEqualTo("bob");
        }
    }

    private AccessKey key(String user, String document) {
        iam.createUser(create -> create.userName(user));
        iam.putUserPolicy(put -> put.userName(user).policyName("own").policyDocument(document));
        return iam.createAccessKey(create -> create.userName(user)).accessKey();
    }

    @Test
    void aDeactivatedKeyIsNoLongerKnownUntilItIsActiveAgain() {
        AccessKey key = key("bob", TestCloud.ALLOW_EVERYTHING);
        try (IamClient bob = cloud.client(key.accessKeyId(), key.secretAccessKey())) {
            status("bob", key, StatusType.INACTIVE);
            assertThat(iam.listAccessKeys(list -> list.userName("bob")).accessKeyMetadata())
                    .extracting(AccessKeyMetadata::statusAsString)
                    .containsExactly("Inactive");
            assertThat(catchThrowableOfType(IamException.class, bob::getUser)
                            .awsErrorDetails()
                            .errorCode())
                    .isEqualTo("InvalidClientTokenId");
            status("bob", key, StatusType.ACTIVE);
            assertThat(bob.getUser().user().userName()).isEqualTo("bob");
        }
    }

    private void status(String user, AccessKey key, StatusType status) {
        iam.updateAccessKey(
                update -> update.userName(user).accessKeyId(key.accessKeyId()).status(status));
    }

    @Test
    void aUserHasAtMostTwoKeys() {
        key("bob", TestCloud.ALLOW_EVERYTHING);
        iam.createAccessKey(create -> create.userName("bob"));
        cloud.refused(
                () -> iam.createAccessKey(create -> create.userName("bob")),
                "LimitExceeded",
                "Cannot exceed quota for AccessKeysPerUser: 2");
        assertThat(iam.listAccessKeysPaginator(list -> list.userName("bob").maxItems(1)).stream())
                .hasSize(2);
    }

    @Test
    void ofTwentyThatRaceTwoGetAKey() throws Exception {
        iam.createUser(create -> create.userName("bob"));
        ExecutorService threads = Executors.newFixedThreadPool(20);
        CountDownLatch together = new CountDownLatch(20);
        List<Future<Boolean>> races = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            races.add(threads.submit(() -> {
                together.countDown();
                together.await();
                return made();
            }));
        }
        int made = 0;
        for (Future<Boolean> race : races) {
            made += race.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(made).isEqualTo(2);
        assertThat(iam.listAccessKeys(list -> list.userName("bob")).accessKeyMetadata())
                .hasSize(2);
    }

    private boolean made() {
        try {
            iam.createAccessKey(create -> create.userName("bob"));
            return true;
        } catch (LimitExceededException e) {
            return false;
        }
    }

    @Test
    void anUnknownKeyIsNotFound() {
        iam.createUser(create -> create.userName("bob"));
        String id = "AKIAIOSFODNN7EXAMPLE";
        String message = "The Access Key with id " + id + " cannot be found.";
        cloud.refused(
                () -> iam.updateAccessKey(
                        update -> update.userName("bob").accessKeyId(id).status(StatusType.INACTIVE)),
                "NoSuchEntity",
                message);
        cloud.refused(
                () -> iam.deleteAccessKey(delete -> delete.userName("bob").accessKeyId(id)), "NoSuchEntity", message);
        cloud.refused(() -> iam.getAccessKeyLastUsed(get -> get.accessKeyId(id)), "NoSuchEntity", message);
    }

    @Test
    void aStatusIsOneOfTwo() {
        AccessKey key = key("bob", TestCloud.ALLOW_EVERYTHING);
        cloud.refused(
                () -> iam.updateAccessKey(update ->
                        update.userName("bob").accessKeyId(key.accessKeyId()).status("Asleep")),
                "ValidationError",
                "1 validation error detected: Value 'Asleep' at 'status' failed to satisfy constraint: Member must"
                        + " satisfy enum value set: [Active, Inactive]");
    }

    @Test
    void theLastUseOfAKeyIsKnown() {
        AccessKey key = key("bob", TestCloud.ALLOW_EVERYTHING);
        AccessKeyLastUsed never = lastUse(key);
        assertThat(never.serviceName()).isEqualTo("N/A");
        assertThat(never.lastUsedDate()).isNull();
        try (IamClient bob = cloud.client(key.accessKeyId(), key.secretAccessKey())) {
            bob.getUser();
        }
        AccessKeyLastUsed used = lastUse(key);
        assertThat(used.serviceName()).isEqualTo("iam");
        assertThat(used.region()).isEqualTo("us-east-1");
        assertThat(used.lastUsedDate()).isEqualTo(cloud.now());
    }

    private AccessKeyLastUsed lastUse(AccessKey key) {
        return iam.getAccessKeyLastUsed(get -> get.accessKeyId(key.accessKeyId()))
                .accessKeyLastUsed();
    }
}
