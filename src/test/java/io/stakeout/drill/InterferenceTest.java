package io.stakeout.drill;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.User;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Interference;

import static io.stakeout.drill.StsCallsTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What a test may do to calls on their way. */
class InterferenceTest {

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailProtected();

    @Test
    void aCallThatIsParkedBeforeHasNoEffectYet() throws InterruptedException {
        IamClient iam = cloud.responder();
        Interference.Parked parked = interference().park(Interference.Moment.BEFORE, InterferenceTest::creates);

        CompletableFuture<CreateUserResponse> call = create(iam);
        assertThat(parked.awaitArrival(30)).isTrue();
        assertThat(iam.listUsers().users()).extracting(User::userName).doesNotContain("late");
        parked.release();
        call.orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(iam.listUsers().users()).extracting(User::userName).contains("late");
    }

    @Test
    void aCallThatIsParkedAfterHasItsEffectAndIsRecorded() throws InterruptedException {
        IamClient iam = cloud.responder();
        Interference.Parked parked = interference().park(Interference.Moment.AFTER, InterferenceTest::creates);

        CompletableFuture<CreateUserResponse> call = create(iam);
        assertThat(parked.awaitArrival(30)).isTrue();
        assertThat(call).isNotDone();
        assertThat(iam.listUsers().users()).extracting(User::userName).contains("late");
        assertThat(cloud.events())
                .anySatisfy(event -> assertThat(event.eventName()).isEqualTo("CreateUser"));
        parked.release();

        call.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void aCallThatFailsHasNoEffectAndIsRecordedAsFailed() {
        IamClient iam = cloud.responder();
        interference().fail(1, new ApiError("ServiceFailure", 400, "made up"), InterferenceTest::creates);

        assertThat(refusal(() -> iam.createUser(request -> request.userName("late"))))
                .isEqualTo("ServiceFailure 400");
        assertThat(cloud.last().failure().orElseThrow().code()).isEqualTo("ServiceFailure");
        assertThat(iam.listUsers().users()).extracting(User::userName).doesNotContain("late");

        iam.createUser(request -> request.userName("late"));
    }

    @Test
    void theSdkTriesAgainWhenItIsThrottled() {
        interference().throttle(2, InterferenceTest::creates);

        cloud.responder().createUser(request -> request.userName("late"));

        assertThat(cloud.events()).hasSize(3);
        assertThat(cloud.events().get(0).failure().orElseThrow().code()).isEqualTo("Throttling");
        assertThat(cloud.last().failure()).isEmpty();
    }

    private static CompletableFuture<CreateUserResponse> create(IamClient iam) {
        return CompletableFuture.supplyAsync(() -> iam.createUser(request -> request.userName("late")));
    }

    private static boolean creates(Call call) {
        return call.operation().name().equals("CreateUser");
    }

    private Interference interference() {
        return cloud.cloud().interference();
    }
}
