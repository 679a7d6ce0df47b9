package io.stakeout.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.access.TestAccounts;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Deployed;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Interference;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.TrailRecord;
import io.stakeout.testing.OwnDatabase;
import io.stakeout.testing.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One plan of many kinds of steps, and a process that is killed at every call that changes something in AWS: once before
 * it took effect, once after. The cloud outlives it, in the process of the test.
 */
class KilledExecutionIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PASSWORD = "a-good-password";
    private static final String OURS = ":assumed-role/stakeout-";

    /** Shorter than a node counts as alive: whoever comes back doesn't wait for that. */
    private static final Duration SOON = Duration.ofSeconds(50);

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @TempDir
    Path home;

    private OwnDatabase database;
    private PackagedApp app;
    private String address;

    @BeforeEach
    void aDatabase() throws SQLException {
        database = new OwnDatabase();
    }

    @AfterEach
    void over() throws SQLException, IOException {
        app.close();
        database.close();
    }

    @Test
    void onePlanSurvivesAKillBeforeAndAfterEachOfItsWrites() throws Exception {
        attack();
        start();
        address = app.awaitReady();
        String plan = agreedPlan();
        TestCloud.Access before = cloud.access();

        List<String> written = execute(plan);

        assertThat(written)
                .as("each once")
                .containsExactly(
                        "UpdateAccessKey",
                        "PutUserPermissionsBoundary",
                        "CreatePolicy",
                        "AttachPolicy",
                        "PutUserPolicy");
        assertTold(plan);
        assertThat(cloud.access()).isNotEqualTo(before);

        undo(plan);

        assertThat(cloud.access()).as("as it was before").isEqualTo(before);
        assertThat(as("admin").get("/api/containments").jsonPath().getList("containments"))
                .isEmpty();
    }

    // ---- the plan

    /** Who holds the leaked key leaves itself a key on a colleague. */
    private void attack() {
        cloud.iam(cloud.keysOf(Scenery.LEAKED)).createAccessKey(request -> request.userName(Persona.NINA.name()));
        cloud.settle();
    }

    private String agreedPlan() throws SQLException {
        operator("responder");
        operator("approver");
        database.execute("insert into principal_census (account, hour, principal, kind) select '" + Scenery.WORKLOAD
                + "', date_trunc('hour', now()) - make_interval(hours => 1 + n % 12),"
                + " 'arn:aws:iam::" + Scenery.WORKLOAD + ":user/staff-' || n, 'user' from generate_series(1, 300) n");
        as("admin")
                .body(Map.of("armed", true, "reason", "a test"))
                .put("/api/mode")
                .then()
                .statusCode(200);
        String incident = post(
                        "/api/incidents",
                        Map.of(
                                "title",
                                "leaked",
                                "suspects",
                                List.of(Map.of(
                                        "type",
                                        "access-key",
                                        "value",
                                        cloud.keysOf(Scenery.LEAKED).accessKeyId()))))
                .extract()
                .path("id");
        imported(incident);
        Map<String, Object> options = Map.of("boundary", true, "controlPolicy", true);
        String id = post(
                        "/api/incidents/" + incident + "/plans",
                        Map.of("level", "L3", "reason", "leaked key", "options", options))
                .extract()
                .path("id");
        agreed(id);
        return id;
    }

    private void operator(String role) {
        as("admin")
                .body(Map.of("name", role, "role", role, "password", PASSWORD))
                .post("/api/operators")
                .then()
                .statusCode(201);
    }

    private void imported(String incident) {
        String id = as("responder")
                .contentType("application/octet-stream")
                .body(TrailRecord.file(cloud.events()))
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(LONG)
                .until(
                        () -> as("responder")
                                .get("/api/imports/" + id)
                                .jsonPath()
                                .getString("state"),
                        "done"::equals);
    }

    private void agreed(String id) {
        act("responder", id, "request").statusCode(200);
        act("approver", id, "approve").statusCode(200);
    }

    private ValidatableResponse act(String who, String id, String what) {
        JsonPath plan = plan(id);
        Map<String, Object> body = Map.of(
                "hash", plan.getString("hash"),
                "principal", plan.getString("confirm"),
                "acknowledgePipeline", true);
        return as(who).body(body).post("/api/plans/" + id + "/" + what).then();
    }

    private JsonPath plan(String id) {
        return as("responder").get("/api/plans/" + id).jsonPath();
    }

    private ValidatableResponse post(String path, Map<String, Object> body) {
        return as("responder").body(body).post(path).then().statusCode(201);
    }

    private RequestSpecification as(String who) {
        return TestAccounts.as(who, PASSWORD).baseUri(address).contentType("application/json");
    }

    // ---- lives and deaths

    private void start() throws IOException {
        Keys own = cloud.keysOf(Scenery.STAKEOUT);
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("STAKEOUT_DATA_DIR", home.resolve("home").toString());
        environment.put("STAKEOUT_ADMIN_PASSWORD", PASSWORD);
        environment.put("STAKEOUT_AWS_ENDPOINT", cloud.cloud().address().toString());
        environment.put("STAKEOUT_AWS_EXECUTION_ROLE", Scenery.EXECUTION_ROLE);
        environment.put(
                "STAKEOUT_AWS_ORGANIZATION_ROLE", Scenery.roleArn(Scenery.MANAGEMENT, Scenery.ORGANIZATION_ROLE));
        environment.put("STAKEOUT_AWS_EXTERNAL_ID", Deployed.EXTERNAL_ID);
        environment.put("AWS_ACCESS_KEY_ID", own.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", own.secret());
        environment.put("STAKEOUT_CONTAINMENT_APPROVER_AGE", "0s");
        environment.put("STAKEOUT_CONTAINMENT_PROPAGATION", "1s");
        // many short lives
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        app = PackagedApp.start(environment, "serve");
    }

    /** @return the calls at which the process was killed twice each */
    private List<String> execute(String plan) throws Exception {
        int asleep = ours().size();
        Interference.Parked parked = park(false);
        act("responder", plan, "execute").statusCode(200);
        for (int deaths = 0; arrives(parked, plan); deaths++) {
            boolean after = deaths % 2 == 1;
            if (!after) {
                // what was under way and has not reached AWS
                cloud.cloud().interference().fail(1, new ApiError("InternalFailure", 500, "lost"), this::isWrite);
            }
            app.kill();
            app.close();
            parked.release();
            int lives = deaths + 1;
            await().atMost(LONG)
                    .until(() ->
                            ours().stream().filter(event -> !event.readOnly()).count() == lives);
            assertReadFirst(ours().subList(asleep, ours().size()));
            asleep = ours().size();
            parked = park(!after);
            start();
        }
        parked.release();
        return written();
    }

    private Interference.Parked park(boolean after) {
        return cloud.cloud()
                .interference()
                .park(after ? Interference.Moment.AFTER : Interference.Moment.BEFORE, this::isWrite);
    }

    private boolean isWrite(Call call) {
        return !call.operation().readOnly() && call.caller().arn().contains(OURS);
    }

    private boolean arrives(Interference.Parked parked, String plan) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> parked.awaitArrival(0) ? "arrived" : ended(plan), word -> !word.isEmpty())
                .equals("arrived");
    }

    private String ended(String plan) {
        if (!app.ready()) {
            return "";
        }
        address = app.awaitReady();
        String state = plan(plan).getString("state");
        return state.equals("executing") ? "" : state;
    }

    /** Of what a life has called in AWS, the write at which it died comes last, right after a look at what is there. */
    private static void assertReadFirst(List<ApiEvent> life) {
        assertThat(life).hasSizeGreaterThan(1);
        ApiEvent write = life.get(life.size() - 1);
        assertThat(life).filteredOn(event -> !event.readOnly()).containsExactly(write);
        assertThat(life.get(life.size() - 2).eventSource()).isEqualTo(write.eventSource());
    }

    /** All that our roles have called, in order. */
    private List<ApiEvent> ours() {
        return cloud.events().stream()
                .filter(event -> event.caller().arn().contains(OURS))
                .toList();
    }

    private List<String> written() {
        return ours().stream()
                .filter(event -> !event.readOnly() && event.failure().isEmpty())
                .map(ApiEvent::eventName)
                .toList();
    }

    // ---- what is said of it

    private void assertTold(String id) throws SQLException {
        JsonPath done = plan(id);
        assertThat(done.getString("state")).as(done.getString("message")).isEqualTo("executed");
        assertThat(done.getList("steps.state", String.class)).hasSize(4).containsOnly("done");
        assertThat(done.getList("steps.beforeKnown", Boolean.class)).containsOnly(true);
        assertThat(done.getList("steps.error")).containsOnlyNulls();
        assertThat(done.getList("steps.before"))
                .as("what was there before the first kill")
                .containsExactly("Active", null, null, null);
        assertThat(rows("select body::json ->> 'text' from entry where kind = 'plan' and body::json ->> 'action'"
                        + " in ('executed', 'failed', 'halted', 'refused')"))
                .containsExactly("has taken effect: all 4 steps are done");
        assertThat(rows("select what from execution_evidence where what like 'profile of %' or what like 'before %'"))
                .as("kept once each")
                .hasSize(6)
                .doesNotHaveDuplicates();
        assertThat(as("admin").get("/api/containments").jsonPath().getList("containments.principal", String.class))
                .containsExactlyInAnyOrder(
                        "arn:aws:iam::444455556666:user/deploy-legacy", "arn:aws:iam::444455556666:user/nina.hoffmann");
        assertThat(as("admin").get("/api/audit/verify").jsonPath().getBoolean("ok"))
                .isTrue();
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private void undo(String plan) {
        String undo = post("/api/plans/" + plan + "/undo", Map.of("reason", "all clear"))
                .extract()
                .path("id");
        agreed(undo);
        act("responder", undo, "execute").statusCode(200);
        await().atMost(LONG).until(() -> !plan(undo).getString("state").equals("executing"));
        assertThat(plan(undo).getString("state"))
                .as(plan(undo).getString("message"))
                .isEqualTo("executed");
        assertThat(plan(plan).getString("state")).isEqualTo("undone");
    }
}
