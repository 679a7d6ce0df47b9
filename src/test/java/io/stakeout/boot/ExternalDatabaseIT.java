package io.stakeout.boot;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.testing.PackagedApp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

class ExternalDatabaseIT {

    @TempDir
    Path temp;

    @Test
    void aDatabaseThatIsNamedIsUsedAndNoneIsStarted() throws Exception {
        try (DebianPostgres external = DebianPostgres.start(temp);
                PackagedApp app = serve(external.access())) {
            given().get(app.awaitReady() + "/q/health/ready").then().statusCode(200);

            try (Connection connection = external.access().connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select to_regclass('incident')")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("incident");
            }
            assertThat(temp.resolve("home/postgres")).doesNotExist();
            assertThat(app.output() + app.errors()).doesNotContain(DebianPostgres.PASSWORD);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsOneSentence() throws Exception {
        try (PackagedApp app = serve(new JdbcAccess("jdbc:postgresql://127.0.0.1:1/none", "owner", "secret"))) {
            assertThat(app.awaitExit()).isEqualTo(1);
            assertThat(app.errors()).hasLineCount(1).contains("QUARKUS_DATASOURCE_JDBC_URL");
        }
    }

    private PackagedApp serve(JdbcAccess access) throws Exception {
        return PackagedApp.start(
                Map.of(
                        "STAKEOUT_DATA_DIR", temp.resolve("home").toString(),
                        "QUARKUS_DATASOURCE_JDBC_URL", access.url(),
                        "QUARKUS_DATASOURCE_USERNAME", access.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", access.password()),
                "serve");
    }
}
