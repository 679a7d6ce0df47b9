package io.stakeout.web.security;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.access.Credential;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.Sessions;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.WithPostgres;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithPostgres
class SignInTest {

    @Inject
    TestAccounts accounts;

    @Inject
    Sessions sessions;

    @Inject
    DataSource database;

    private final ExecutorService crowd = Executors.newFixedThreadPool(6);
    private Operator operator;
    private Operator admin;

    @AfterEach
    void crowdGoesHome() {
        crowd.shutdownNow();
    }

    @BeforeEach
    void operators() {
        operator = accounts.fresh(Role.RESPONDER);
        admin = accounts.fresh(Role.ADMIN);
    }

    @Test
    void signingInGivesACookieThatScriptsAndOtherSitesCannotUse() {
        Response response = TestAccounts.signIn(operator.name(), TestAccounts.PASSWORD);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/");
        assertThat(response.header("Set-Cookie"))
                .startsWith("stakeout_session=")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .containsIgnoringCase("Path=/")
                .doesNotContainIgnoringCase("Secure");
        TestAccounts.browser(response.cookie("stakeout_session"))
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("name", equalTo(operator.name()))
                .body("role", equalTo("responder"))
                .body("mode", equalTo("serve"));
    }

    @Test
    void aNameThatNobodyCanHaveIsAsWrongAsAnyOther() {
        assertThat(TestAccounts.signIn("a\0b", TestAccounts.PASSWORD).statusCode())
                .isEqualTo(401);
        TestAccounts.as("a\0b", TestAccounts.PASSWORD).get("/api/me").then().statusCode(401);
    }

    @Test
    void signingOutManyTimesAtOnceIsSigningOut() {
        for (int round = 0; round < 10; round++) {
            String session = TestAccounts.session(operator);
            List<Integer> codes = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> TestAccounts.browser(session)
                                    .post("/sign-out")
                                    .statusCode(),
                            crowd))
                    .limit(6)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(codes).containsOnly(303);
        }
    }

    @Test
    void eachSignInGivesAFreshIdAndEndsTheOneBefore() {
        String first = TestAccounts.session(operator);
        String second = TestAccounts.browser(first)
                .formParam("operator", operator.name())
                .formParam("password", TestAccounts.PASSWORD)
                .post("/sign-in")
                .then()
                .statusCode(303)
                .extract()
                .cookie("stakeout_session");
        assertThat(second).isNotEqualTo(first);
        expect(first, 401);
        expect(second, 200);
    }

    @Test
    void theDatabaseHoldsNoSessionIdInClear() throws SQLException {
        String session = TestAccounts.session(operator);
        assertThat(count("select count(*) from session where hash = ?", session))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/incidents/1?x=y, /incidents/1?x=y",
        "//evil.example, /",
        "https://evil.example, /",
        "/\\evil.example, /",
    })
    void goesOnWithinThisSiteOnly(String next, String location) {
        form(operator.name(), TestAccounts.PASSWORD, next, "text/html")
                .then()
                .statusCode(303)
                .header("Location", location);
    }

    @Test
    void aWrongPasswordIsRefusedAndBrowsersGoBackToTheForm() {
        TestAccounts.signIn(operator.name(), "wrong-password")
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue());
        form(operator.name(), "wrong-password", "/incidents", "text/html")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in?failed=wrong&next=%2Fincidents")
                .header("Set-Cookie", nullValue());
    }

    @Test
    void guessingIsLockedForFormAndBasicAlike() {
        for (int i = 0; i < 5; i++) {
            TestAccounts.signIn(operator.name(), "wrong-password-" + i).then().statusCode(401);
        }
        Response locked = TestAccounts.signIn(operator.name(), TestAccounts.PASSWORD);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(800, 900);
        TestAccounts.as(operator)
                .get("/api/me")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", containsString("9"));
        form(operator.name(), TestAccounts.PASSWORD, "/", "text/html")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in?failed=wait&next=%2F");
        // nothing else was changed: others sign in from the same address
        TestAccounts.signIn(admin.name(), TestAccounts.PASSWORD).then().statusCode(303);
    }

    @Test
    void signingOutEndsTheSession() {
        String session = TestAccounts.session(operator);
        String other = TestAccounts.session(operator);
        TestAccounts.browser(session)
                .post("/sign-out")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in")
                .header("Set-Cookie", containsString("Max-Age=0"));
        expect(session, 401);
        expect(other, 200);
    }

    @Test
    void changesByAnAdminEndSessionsAtOnce() {
        List<Map<String, Object>> changes = List.of(
                Map.of("role", "viewer"),
                Map.of("role", "responder", "displayName", "Somebody"),
                Map.of("password", "another-password"),
                Map.of("disabled", true));
        for (Map<String, Object> change : changes) {
            Operator victim = accounts.fresh(Role.APPROVER);
            String session = TestAccounts.session(victim);
            String untouched = TestAccounts.session(operator);
            TestAccounts.as(admin)
                    .contentType(ContentType.JSON)
                    .body(change)
                    .patch("/api/operators/" + victim.id())
                    .then()
                    .statusCode(200);
            expect(session, 401);
            expect(untouched, 200);
        }
    }

    @Test
    void aNewDisplayNameEndsNothing() {
        String session = TestAccounts.session(operator);
        TestAccounts.as(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("displayName", "Somebody"))
                .patch("/api/operators/" + operator.id())
                .then()
                .statusCode(200);
        expect(session, 200);
    }

    @Test
    void anIdleOrOldSessionIsOver() throws SQLException {
        String idle = TestAccounts.session(operator);
        update("update session set last_used = now() - interval '481 minutes' where operator_id = ?", operator.id());
        expect(idle, 401);
        String old = TestAccounts.session(operator);
        update("update session set expires_at = now() - interval '1 second' where operator_id = ?", operator.id());
        expect(old, 401);
    }

    @Test
    void openSocketsCanBeAskedForAllAtOnce() {
        String kept = TestAccounts.session(operator);
        String ended = TestAccounts.session(operator);
        Credential.BrowserSession keptOne = sessions.resume(kept)
                .map(s -> (Credential.BrowserSession) s.credential())
                .orElseThrow();
        Credential endedOne = sessions.resume(ended).orElseThrow().credential();
        Credential password = new Credential.Password(operator.id(), 0);
        Credential oldPassword = new Credential.Password(operator.id(), -1);
        Credential noToken = new Credential.Token(-1);
        sessions.end(ended);
        assertThat(sessions.stillValid(List.of(keptOne, endedOne, password, oldPassword, noToken)))
                .containsExactlyInAnyOrder(keptOne, password);
        assertThat(sessions.stillValid(List.of())).isEmpty();
    }

    private static void expect(String session, int status) {
        TestAccounts.browser(session).get("/api/me").then().statusCode(status);
    }

    private static Response form(String name, String password, String next, String accept) {
        return given().redirects()
                .follow(false)
                .accept(accept)
                .formParam("operator", name)
                .formParam("password", password)
                .formParam("next", next)
                .post("/sign-in");
    }

    private long count(String sql, String argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void update(String sql, long argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, argument);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }
}
