package io.stakeout.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.testing.PackagedApp;
import io.stakeout.testing.TcpConnections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

/** A drill on a machine whose environment would lead to real AWS accounts. */
class DrillIT {

    /** How long a ready drill is watched for connections. */
    private static final Duration WATCH = Duration.ofSeconds(5);

    @TempDir
    static Path temp;

    private static final Set<String> FAR_ENDS = new HashSet<>();
    private static PackagedApp app;

    @BeforeAll
    static void startAndWatch() throws IOException {
        Path profile = Files.writeString(
                temp.resolve("credentials"),
                "[default]\naws_access_key_id = AKIAREALREALREALREAL\naws_secret_access_key = secret\n");
        Map<String, String> around = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", "AKIAREALREALREALREAL",
                "AWS_SECRET_ACCESS_KEY", "a-real-secret",
                "AWS_SESSION_TOKEN", "a-real-token",
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL", "http://192.0.2.1:4566",
                "AWS_SHARED_CREDENTIALS_FILE", profile.toString(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials",
                "HTTP_PROXY", "http://192.0.2.1:3128",
                "STAKEOUT_DATA_DIR", temp.resolve("home").toString()));
        app = PackagedApp.start(around, "drill");
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> watch() && (app.ready() || !app.alive()));
        app.awaitReady();
        Instant end = Instant.now().plus(WATCH);
        await().atMost(WATCH.multipliedBy(4))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> watch() && Instant.now().isAfter(end));
    }

    private static boolean watch() throws IOException {
        if (app.alive()) {
            FAR_ENDS.addAll(TcpConnections.offLoopback(app.pid()));
        }
        return true;
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
    }

    @Test
    void noConnectionLeavesThisMachine() {
        assertThat(FAR_ENDS).isEmpty();
        assertThat(app.alive()).isTrue();
    }

    @Test
    void isHealthyAndSaysWhatItIs() {
        given().get(app.awaitReady() + "/q/health/ready").then().statusCode(200);
        assertThat(app.output()).contains("Drill: an attack on a cloud of our own");
    }

    @Test
    void theCloudAnswersOnLoopbackOnlyAndKnowsWhoIsNotOfIt() throws IOException {
        String cloud = app.output().replaceAll("(?s).*drill-cloud endpoint=(\\S+).*", "$1");
        assertThat(cloud).startsWith("http://127.0.0.1:");

        given().contentType("application/x-www-form-urlencoded")
                .body("Action=GetCallerIdentity&Version=2011-06-15")
                .post(cloud)
                .then()
                .statusCode(403)
                .body(containsString("MissingAuthenticationToken"));
        assertThat(TcpConnections.listeningOffLoopback(app.pid())).isEmpty();
    }

    /** Word for word, but for the port. */
    @Test
    void theSignalOfTheReadmeCanBePasted() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        String script = readme.replaceAll("(?s).*```\n(secret=drill-.*?)\n```.*", "$1")
                .replace("http://127.0.0.1:8080", app.awaitReady());
        Process bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(answer).isZero();
        assertThat(answer).contains("\"outcome\":\"opened\"");
    }

    @Test
    void theRecordedAttackCanStillBePlayed() throws IOException {
        try (PackagedApp recorded = PackagedApp.start(
                Map.of("STAKEOUT_DATA_DIR", temp.resolve("recorded").toString()), "drill", "--scenario", "recorded")) {
            String address = recorded.awaitReady();
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            viewer().get(address + "/api/incidents").jsonPath().getInt("incidents[0].counters.total")
                                    > 0);
            viewer().get(address + "/debrief").then().statusCode(404);
        }
    }

    @Test
    void anAttackerWhoGivesUpIsSaidInTheRoom() throws IOException {
        try (PackagedApp fast = PackagedApp.start(
                Map.of("STAKEOUT_DATA_DIR", temp.resolve("fast").toString()), "drill", "--speed", "200")) {
            String address = fast.awaitReady();
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> entries(address).contains("the attacker has given up"));
        }
    }

    /** The last of them. */
    private static String entries(String address) {
        long head = viewer().get(address + "/api/incidents").jsonPath().getLong("incidents[0].headSeq");
        return viewer().get(address + "/api/incidents/1/entries?after=" + Math.max(0, head - 100))
                .asString();
    }

    private static RequestSpecification viewer() {
        return given().auth().preemptive().basic("viewer", "drill-viewer-pass");
    }

    @Test
    void servingRefusesTheDrillsDirectory() throws IOException {
        Path drill = temp.resolve("home/drill");
        try (PackagedApp refused = PackagedApp.start(Map.of("STAKEOUT_DATA_DIR", drill.toString()), "serve")) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.errors()).hasLineCount(1).contains("lies in the directory of a drill");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7"})
    void refusesToListenForOthers(String host) throws IOException {
        try (PackagedApp refused = PackagedApp.start(
                Map.of(
                        "QUARKUS_HTTP_HOST",
                        host,
                        "STAKEOUT_DATA_DIR",
                        temp.resolve("other").toString()),
                "drill")) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.errors()).hasLineCount(1).contains("listens on this machine only");
        }
        assertThat(temp.resolve("other")).doesNotExist();
    }

    @Test
    void refusesADatabaseOfOthers() throws IOException {
        try (PackagedApp refused = PackagedApp.start(
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://127.0.0.1:1/production",
                        "STAKEOUT_DATA_DIR",
                        temp.resolve("other").toString()),
                "drill")) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.errors()).hasLineCount(1).contains("its own embedded database");
        }
    }
}
