package io.stakeout.web.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithPostgres
class AccessApiTest {

    @Inject
    TestAccounts accounts;

    private Operator admin;

    @BeforeEach
    void admin() {
        admin = accounts.fresh(Role.ADMIN);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/operators, 403, 403, 403, 200",
        "POST, /api/operators, 403, 403, 403, 400",
        "PATCH, /api/operators/0, 403, 403, 403, 404",
        "GET, /api/audit, 403, 403, 403, 200",
        "GET, /api/audit/verify, 403, 403, 403, 200",
        "GET, /api/tokens, 200, 200, 200, 200",
        "POST, /api/tokens, 400, 400, 400, 400",
        "DELETE, /api/tokens/0, 404, 404, 404, 404",
        "GET, /api/me, 200, 200, 200, 200",
        "POST, /api/me/password, 400, 400, 400, 400",
    })
    void whoMayDoWhat(String method, String path, int viewer, int responder, int approver, int admin) {
        int[] expected = {viewer, responder, approver, admin};
        for (Role role : Role.values()) {
            var request = TestAccounts.as(accounts.fresh(role)).contentType(ContentType.JSON);
            if (!method.equals("GET") && !method.equals("DELETE")) {
                request.body("{}");
            }
            assertThat(request.request(method, path).statusCode())
                    .as("%s %s as %s", method, path, role)
                    .isEqualTo(expected[role.ordinal()]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=abc", "limit=99999999999999999999", "limit=0", "after=x", "after=-1"})
    void aPageOfTheAuditThatCannotBeIsABadRequest(String query) {
        TestAccounts.as(admin).get("/api/audit?" + query).then().statusCode(400);
    }

    @Test
    void whatTheDatabaseCannotHoldIsRefused() {
        create(Map.of("name", "nul-1", "displayName", "a\0b", "role", "viewer", "password", "a-good-password"))
                .statusCode(400);
        create(Map.of(
                        "name",
                        "nul-2",
                        "role",
                        "viewer",
                        "password",
                        "a-good-password",
                        "awsPrincipals",
                        java.util.List.of("arn:\0")))
                .statusCode(400);
    }

    @Test
    void twoTokensOfOneNameMadeAtOnceAreOneAndAConflict() {
        var crowd = java.util.concurrent.Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 5; round++) {
                String body = "{\"name\":\"race-" + round + "\",\"role\":\"viewer\"}";
                var codes = java.util.stream.Stream.generate(() -> java.util.concurrent.CompletableFuture.supplyAsync(
                                () -> TestAccounts.as(admin)
                                        .contentType(ContentType.JSON)
                                        .body(body)
                                        .post("/api/tokens")
                                        .statusCode(),
                                crowd))
                        .limit(6)
                        .toList()
                        .stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();
                assertThat(codes).containsOnly(201, 409).containsOnlyOnce(201);
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void anAdminMakesAnOperatorWhoCanSignIn() {
        create(Map.of("name", "carol", "displayName", "Carol", "role", "approver", "password", "carols-password"))
                .statusCode(201)
                .body("id", instanceOf(String.class))
                .body("name", equalTo("carol"))
                .body("role", equalTo("approver"))
                .body("createdBy", equalTo(admin.name()))
                .body("keySet()", not(hasItem("password")))
                .body("keySet()", not(hasItem("passwordHash")));
        TestAccounts.as("carol", "carols-password").get("/api/me").then().body("displayName", equalTo("Carol"));
        create(Map.of("name", "carol", "role", "viewer", "password", "carols-password"))
                .statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"Dave\", \"role\": \"viewer\", \"password\": \"a-good-password\"}",
                "{\"name\": \"dave\", \"role\": \"root\", \"password\": \"a-good-password\"}",
                "{\"name\": \"dave\", \"role\": \"viewer\", \"password\": \"short\"}",
                "{\"name\": \"dave\", \"role\": \"viewer\"}",
                "{\"role\": \"viewer\", \"password\": \"a-good-password\"}",
                "{\"name\": \"dave\", \"role\": \"viewer\", \"password\": \"a-good-password\", \"admin\": true}",
                "{\"name\": \"dave\", \"role\": \"viewer\", \"password\": \"a-good-password\", \"slackUserId\": \"<x>\"}",
                "{\"name\": 7",
                ""
            })
    void whatIsWrongIsRefusedAndNobodyIsMade(String body) {
        TestAccounts.as(admin)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/operators")
                .then()
                .statusCode(400);
        // nothing else was changed
        TestAccounts.as(admin).get("/api/operators").then().body("name", not(hasItem("dave")));
    }

    @Test
    void nobodyChangesTheirOwnRoleOrResetsTheirOwnPassword() {
        patch(admin, admin.id(), Map.of("role", "viewer")).statusCode(409);
        patch(admin, admin.id(), Map.of("password", "another-password")).statusCode(409);
        TestAccounts.as(admin).get("/api/me").then().statusCode(200).body("role", equalTo("admin"));
    }

    @Test
    void anUnknownFieldOfAChangeIsRefused() {
        Operator operator = accounts.fresh(Role.VIEWER);
        patch(admin, operator.id(), Map.of("disbaled", true)).statusCode(400);
        TestAccounts.as(operator).get("/api/me").then().statusCode(200);
    }

    @Test
    void aChangeTellsWhatIsNow() {
        Operator operator = accounts.fresh(Role.VIEWER);
        patch(
                        admin,
                        operator.id(),
                        Map.of(
                                "role",
                                "responder",
                                "breakGlass",
                                true,
                                "awsPrincipals",
                                new String[] {"arn:aws:iam::111122223333:user/x"},
                                "slackUserId",
                                "U0" + operator.id()))
                .statusCode(200)
                .body("role", equalTo("responder"))
                .body("breakGlass", equalTo(true))
                .body("awsPrincipals[0]", equalTo("arn:aws:iam::111122223333:user/x"))
                .body("slackUserId", equalTo("U0" + operator.id()))
                .body("changedBy", equalTo(admin.name()));
        patch(admin, accounts.fresh(Role.VIEWER).id(), Map.of("slackUserId", "U0" + operator.id()))
                .statusCode(409);
        patch(admin, operator.id(), Map.of("slackUserId", "")).statusCode(200);
    }

    @Test
    void aTokenIsShownOnceAndSignsIn() {
        Operator operator = accounts.fresh(Role.RESPONDER);
        String secret = token(operator, Map.of("name", "ci", "role", "viewer"))
                .statusCode(201)
                .body("token", startsWith("stk_"))
                .extract()
                .path("token");
        TestAccounts.as(operator)
                .get("/api/tokens")
                .then()
                .body("size()", equalTo(1))
                .body("[0].name", equalTo("ci"))
                .body("[0].owner", equalTo(operator.name()))
                .body("[0].keySet()", not(hasItem("token")));
        bearer(secret, "/api/me")
                .statusCode(200)
                .body("name", equalTo("token:ci"))
                .body("role", equalTo("viewer"));
        bearer(secret, "/api/operators").statusCode(403);
        token(operator, Map.of("name", "ci", "role", "viewer")).statusCode(409);
    }

    @Test
    void aTokenMakesNoTokensAndNoPasswords() {
        String secret =
                token(admin, Map.of("name", "ci", "role", "admin")).extract().path("token");
        given().header("Authorization", "Bearer " + secret)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "more", "role", "admin"))
                .post("/api/tokens")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + secret)
                .contentType(ContentType.JSON)
                .body(Map.of("current", TestAccounts.PASSWORD, "new", "another-password"))
                .post("/api/me/password")
                .then()
                .statusCode(403);
        TestAccounts.as(admin).get("/api/tokens").then().body("name", not(hasItem("more")));
    }

    @Test
    void aTokenMayNoMoreThanItsMakerAndNoLongerThanAYear() {
        Operator operator = accounts.fresh(Role.RESPONDER);
        Instant now = Instant.now();
        token(operator, Map.of("name", "a", "role", "approver")).statusCode(403);
        token(
                        operator,
                        Map.of(
                                "name",
                                "b",
                                "role",
                                "viewer",
                                "expiresAt",
                                now.plus(400, ChronoUnit.DAYS).toString()))
                .statusCode(400);
        token(
                        operator,
                        Map.of(
                                "name",
                                "c",
                                "role",
                                "viewer",
                                "expiresAt",
                                now.minus(1, ChronoUnit.DAYS).toString()))
                .statusCode(400);
        token(operator, Map.of("name", "d", "role", "viewer", "forever", true)).statusCode(400);
        TestAccounts.as(operator).get("/api/tokens").then().body("size()", equalTo(0));
    }

    @Test
    void aTokenShrinksWithItsOwnerAndEndsWithThem() {
        Operator operator = accounts.fresh(Role.ADMIN);
        String secret =
                token(operator, Map.of("name", "ci", "role", "admin")).extract().path("token");
        bearer(secret, "/api/operators").statusCode(200);
        patch(admin, operator.id(), Map.of("role", "viewer")).statusCode(200);
        bearer(secret, "/api/operators").statusCode(403);
        bearer(secret, "/api/me").statusCode(200);
        patch(admin, operator.id(), Map.of("disabled", true)).statusCode(200);
        bearer(secret, "/api/me").statusCode(401);
        patch(admin, operator.id(), Map.of("disabled", false)).statusCode(200);
        bearer(secret, "/api/me").statusCode(401);
    }

    @Test
    void othersCannotDeleteATokenButAnAdminCan() {
        Operator operator = accounts.fresh(Role.VIEWER);
        var made = token(operator, Map.of("name", "ci", "role", "viewer")).extract();
        String path = "/api/tokens/" + made.path("id");
        String secret = made.path("token");
        TestAccounts.as(accounts.fresh(Role.APPROVER)).delete(path).then().statusCode(404);
        bearer(secret, "/api/me").statusCode(200);
        TestAccounts.as(admin).delete(path).then().statusCode(204);
        bearer(secret, "/api/me").statusCode(401);
        TestAccounts.as(admin).delete(path).then().statusCode(404);
    }

    @Test
    void errorsSayWhatToDo() {
        create(Map.of("name", "erin", "role", "viewer", "password", "x".repeat(73)))
                .statusCode(400)
                .body("detail", containsString("longer than 72 bytes"));
    }

    private ValidatableResponse create(Map<String, Object> body) {
        return TestAccounts.as(admin)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/operators")
                .then();
    }

    private static ValidatableResponse patch(Operator by, long id, Map<String, Object> body) {
        return TestAccounts.as(by)
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/api/operators/" + id)
                .then();
    }

    private static ValidatableResponse token(Operator by, Map<String, Object> body) {
        return TestAccounts.as(by)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/tokens")
                .then();
    }

    private static ValidatableResponse bearer(String secret, String path) {
        return given().header("Authorization", "Bearer " + secret).get(path).then();
    }
}
