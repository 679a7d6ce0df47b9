package io.stakeout.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.testing.PackagedApp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged application on its own database, with one data directory that outlives all processes. */
class ServeIT {

    @TempDir
    static Path temp;

    private static Path home;
    private static PackagedApp app;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        home = temp.resolve("home");
        app = serve();
        address = app.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
    }

    private static PackagedApp serve() throws IOException {
        return PackagedApp.start(Map.of("STAKEOUT_DATA_DIR", home.toString()), "serve");
    }

    @Test
    void isHealthyOnLoopbackAtThePrintedAddress() {
        assertThat(address).startsWith("http://127.0.0.1:");
        given().get(address + "/q/health/ready").then().statusCode(200);
    }

    @Test
    void keepsItsDirectoryToItself() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void theRunningDatabaseIsDurable() throws Exception {
        assertThat(asSuperuser("select current_setting('fsync') || current_setting('synchronous_commit')"))
                .isEqualTo("onon");
    }

    @Test
    void theDatabaseHasNoUnixSocket() throws Exception {
        assertThat(Path.of("/tmp/.s.PGSQL." + server().port())).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/net/unix"))).doesNotContain(".s.PGSQL." + server().port());
    }

    @Test
    void theApplicationWorksAsARoleWithoutPrivileges() throws Exception {
        assertThat(asSuperuser("select string_agg(distinct usename, ',') from pg_stat_activity"
                        + " where datname = 'stakeout' and application_name = 'stakeout'"))
                .isEqualTo("stakeout");
        assertThat(asSuperuser("select rolsuper from pg_roles where rolname = 'stakeout'"))
                .isEqualTo("f");
    }

    @Test
    void aSecondStartOnTheDirectoryNamesTheFirst() throws IOException {
        try (PackagedApp second = serve()) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.errors())
                    .hasLineCount(1)
                    .contains("in use by process " + app.pid() + " since ")
                    .contains("at " + address);
        }
        given().get(address + "/q/health/ready").then().statusCode(200);
    }

    @Test
    void aTakenPortIsOneSentence() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                PackagedApp refused = PackagedApp.start(
                        Map.of(
                                "STAKEOUT_DATA_DIR",
                                temp.resolve("unused").toString(),
                                "QUARKUS_HTTP_PORT",
                                "" + other.getLocalPort()),
                        "serve")) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.errors()).hasLineCount(1).contains("can't listen on 127.0.0.1:" + other.getLocalPort());
        }
        assertThat(temp.resolve("unused/postgres")).doesNotExist();
    }

    @Test
    void aMistypedKeyIsOneSentence() throws IOException {
        try (PackagedApp refused = PackagedApp.start(
                Map.of(
                        "STAKEOUT_DATA_DIR",
                        temp.resolve("mistyped").toString(),
                        "JDK_JAVA_OPTIONS",
                        "-Dstakeout.frob=1"),
                "serve")) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.errors())
                    .contains("stakeout.frob in SysPropConfigSource does not map to any root")
                    .contains("Details are in ")
                    .doesNotContain("INFO");
        }
    }

    @Test
    void anUnknownCommandIsOneSentence() throws IOException {
        try (PackagedApp refused = PackagedApp.start(Map.of(), "frobnicate")) {
            assertThat(refused.awaitExit()).isEqualTo(2);
            assertThat(refused.errors()).hasLineCount(1).contains("Unknown command 'frobnicate'");
        }
    }

    @Test
    void afterAKillTheFirstRestartWorksAndKeepsTheData() throws Exception {
        execute("create table if not exists survivor (word text)");
        execute("insert into survivor values ('still here')");
        long orphan = server().pid();
        app.kill();
        assertThat(ProcessHandle.of(orphan))
                .as("the server outlives the application")
                .isPresent();

        app = serve();
        address = app.awaitReady();

        assertThat(app.output()).contains("left running, pid " + orphan);
        assertThat(server().pid()).isNotEqualTo(orphan);
        assertThat(ask(access("stakeout"), "select word from survivor")).isEqualTo("still here");
    }

    @Test
    void stoppingStopsTheDatabaseToo() throws Exception {
        long postmaster = server().pid();

        assertThat(app.terminate()).isEqualTo(143);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> ProcessHandle.of(postmaster)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
        assertThat(app.errors()).isEmpty();
        app = serve();
        address = app.awaitReady();
    }

    private static Postmaster server() throws IOException {
        return Postmaster.runningOn(home.resolve("postgres/data")).orElseThrow();
    }

    private static JdbcAccess access(String database) throws IOException {
        String password =
                Files.readString(home.resolve("postgres/superuser.password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + server().port() + "/" + database;
        return new JdbcAccess(url, "postgres", password);
    }

    private static String asSuperuser(String query) throws IOException, SQLException {
        return ask(access("stakeout"), query);
    }

    private static String ask(JdbcAccess access, String query) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(String statementText) throws IOException, SQLException {
        try (Connection connection = access("stakeout").connect();
                Statement statement = connection.createStatement()) {
            statement.execute(statementText);
        }
    }
}
