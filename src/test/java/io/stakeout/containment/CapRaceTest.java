package io.stakeout.containment;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes, one place left under a cap, two plans at once. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class CapRaceTest {

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    Nodes nodes;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @BeforeEach
    void begin() {
        stage.begin(cloud);
    }

    @AfterEach
    void over() {
        threads.shutdownNow();
        stage.end();
    }

    @RepeatedTest(3)
    void oneIsExecutedAndTheOtherRefused() throws InterruptedException, ExecutionException, TimeoutException {
        JsonPath before = stage.draft(stage.incident(Scenery.BYSTANDER), "L3");
        JsonPath one = stage.agreed(stage.draft(stage.incident(Scenery.LEAKED), "L3"));
        JsonPath other = stage.agreed(stage.draft(stage.incident(Scenery.PARTNER), "L3"));
        stage.sql(
                "insert into cap_reservation (plan_id, account, principals, reserved_at) values (?, ?, 19, now())",
                before.getLong("id"),
                Scenery.WORKLOAD);
        Execution first = nodes.fresh();
        Execution second = nodes.fresh();
        nodes.give(one, first);
        nodes.give(other, second);
        CountDownLatch start = new CountDownLatch(1);

        List<Future<?>> running = List.of(work(first, start), work(second, start));
        start.countDown();
        for (Future<?> thread : running) {
            thread.get(30, TimeUnit.SECONDS);
        }

        List<JsonPath> ended = List.of(stage.ended(one.getString("id")), stage.ended(other.getString("id")));
        assertThat(ended).extracting(plan -> plan.getString("state")).containsExactlyInAnyOrder("executed", "refused");
        JsonPath refused = ended.stream()
                .filter(plan -> plan.getString("state").equals("refused"))
                .findFirst()
                .orElseThrow();
        assertThat(CutStage.refusal(refused, "cap-per-hour").orElseThrow()).contains("and 20 by other plans");
        assertThat(stage.written()).containsExactly("PutUserPolicy");
    }

    private Future<?> work(Execution node, CountDownLatch start) {
        return threads.submit(() -> {
            start.await();
            node.work();
            return null;
        });
    }
}
