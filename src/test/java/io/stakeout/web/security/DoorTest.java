package io.stakeout.web.security;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.WithPostgres;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithPostgres
class DoorTest {

    @Inject
    TestAccounts accounts;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing-here",
                "/unguarded",
                "/api/me",
                "/api/operators",
                "/api/tokens",
                "/api/audit",
                "/api/audit/verify",
                "/q/metrics",
                "/q/openapi",
                "/q/dev",
                "/assets/../api/me",
                "//api/me"
            })
    void nothingAnswersWithoutSignIn(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("title", equalTo("Not signed in"))
                .body("status", equalTo(401))
                .body("detail", notNullValue())
                .body("correlationId", notNullValue());
    }

    @Test
    void healthAnswersEverybodyAlsoWithAWrongCredentialAndUnderAnyName() {
        given().get("/q/health/live").then().statusCode(200);
        given().header("Authorization", "Bearer nonsense")
                .get("/q/health/live")
                .then()
                .statusCode(200);
        given().header("Host", "10.0.0.7:8080").get("/q/health/live").then().statusCode(200);
    }

    @Test
    void pagesLeadToSignInAndBack() {
        given().redirects()
                .follow(false)
                .accept("text/html,application/xhtml+xml")
                .get("/incidents/214?lane=IMPORT")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in?next=%2Fincidents%2F214%3Flane%3DIMPORT")
                .header("WWW-Authenticate", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/openapi", "/unguarded"})
    void aViewerReadsWhatNamesNoRole(String path) {
        TestAccounts.as(accounts.fresh(Role.VIEWER)).get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer stk_unknown",
        "Bearer ",
        "Basic !!!",
        "Basic bm9jb2xvbg==",
        "Digest x",
        "Basic bm9ib2R5LWF0LWFsbDp3cm9uZy1wYXNzd29yZA=="
    })
    void wrongCredentialsOpenNothing(String header) {
        given().header("Authorization", header)
                .get("/unguarded")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().header("Cookie", "stakeout_session=nonsense")
                .get("/unguarded")
                .then()
                .statusCode(401);
    }

    @Test
    void everyAnswerHasSecurityHeaders() {
        for (String path : new String[] {"/q/health/live", "/api/me", "/sign-in", "/nothing-here", "/assets/none.js"}) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", equalTo(SecurityHeaders.CSP))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "same-origin")
                    .header("Cross-Origin-Opener-Policy", "same-origin")
                    .header("Permissions-Policy", notNullValue())
                    .header("Cache-Control", "no-store")
                    .header("Strict-Transport-Security", nullValue());
        }
    }

    @Test
    void aForgedRequestChangesNothing() {
        String session = TestAccounts.session(accounts.fresh(Role.ADMIN));
        given().cookie("stakeout_session", session)
                .header("Origin", "http://evil.example")
                .post("/unguarded")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("title", equalTo("Foreign origin"));
        given().cookie("stakeout_session", session).post("/unguarded").then().statusCode(403);
        given().cookie("stakeout_session", session)
                .header("Origin", "http://evil.example")
                .post("/sign-out")
                .then()
                .statusCode(403);
        // nothing else was changed: the session still holds
        TestAccounts.browser(session).get("/api/me").then().statusCode(200);
        TestAccounts.browser(session).post("/unguarded").then().statusCode(200);
    }

    @Test
    void aForeignSiteCannotOpenASocketWithOurCookie() {
        String session = TestAccounts.session(accounts.fresh(Role.VIEWER));
        given().cookie("stakeout_session", session)
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade")
                .header("Origin", "http://evil.example")
                .get("/ws/incidents/1")
                .then()
                .statusCode(403);
    }

    @Test
    void nobodyCanBeSignedInByAForeignForm() {
        Operator operator = accounts.fresh(Role.VIEWER);
        given().redirects()
                .follow(false)
                .header("Origin", "http://evil.example")
                .formParam("operator", operator.name())
                .formParam("password", TestAccounts.PASSWORD)
                .post("/sign-in")
                .then()
                .statusCode(403)
                .header("Set-Cookie", nullValue());
    }

    @Test
    void aNameThatWasPointedAtUsIsRefused() {
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .header("Host", "evil.example")
                .get("/api/me")
                .then()
                .statusCode(403)
                .body("title", equalTo("Unknown host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/assets/%2e%2e/%2e%2e/api/me", "/assets/..%2fapi/me", "/api/me;x=/assets/"})
    void strangePathsOpenNothing(String path) {
        int status = given().urlEncodingEnabled(false).get(path).statusCode();
        assertThat(status).isIn(400, 401, 404);
        assertThat(status).isNotEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/%", "/a%u0041", "*", "nothing"})
    void pathsThatAreNoneOpenNothing(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1.1 (400|401|404) .*");
        }
    }

    @Test
    void anHttpsAddressMakesTheCookieSecureAndIsPinned() {
        PublicUrl https = new PublicUrl(Optional.of("https://Stakeout.example.org:443/"));
        assertThat(https.origin()).contains("https://stakeout.example.org");
        assertThat(new SessionCookie(https).holding("x").isSecure()).isTrue();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        new SecurityHeaders(https).put("/", 200, headers);
        assertThat(headers.get("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stakeout.example.org", "ftp://stakeout.example.org", "https:///x"})
    void anAddressThatIsNoneStopsTheStart(String url) {
        assertThatThrownBy(() -> new PublicUrl(Optional.of(url))).hasMessageContaining("STAKEOUT_PUBLIC_URL");
    }

    @Test
    void aMissingRoleIsNamed() {
        TestAccounts.as(accounts.fresh(Role.APPROVER))
                .contentType(ContentType.JSON)
                .get("/api/operators")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("role admin"));
    }
}
