package io.stakeout.access;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import io.stakeout.Mode;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres
class BasicTest {

    @Inject
    TestAccounts accounts;

    @Inject
    Passwords passwords;

    @Inject
    Operators operators;

    @Test
    void aPasswordIsCheckedOnceAMinute() {
        Operator operator = accounts.fresh(Role.VIEWER);
        long before = passwords.checks();
        for (int i = 0; i < 5; i++) {
            TestAccounts.as(operator).get("/api/me").then().statusCode(200);
        }
        assertThat(passwords.checks() - before).isEqualTo(1);
    }

    @Test
    void aScriptThatAsksTenTimesAtOnceIsNotLockedOut() {
        Operator operator = accounts.fresh(Role.VIEWER);
        assertThat(IntStream.range(0, 10)
                        .parallel()
                        .map(i -> TestAccounts.as(operator).get("/api/me").statusCode()))
                .containsOnly(200);
    }

    @Test
    void aWrongPasswordIsNeverRemembered() {
        Operator operator = accounts.fresh(Role.VIEWER);
        TestAccounts.as(operator).get("/api/me").then().statusCode(200);
        TestAccounts.as(operator.name(), "wrong-password").get("/api/me").then().statusCode(401);
    }

    @Test
    void aChangeMakesWhatIsRememberedWorthlessAtOnce() {
        Operator operator = accounts.fresh(Role.RESPONDER);
        TestAccounts.as(operator).get("/api/me").then().statusCode(200);
        operators.change(Actor.STAKEOUT, operator.id(), disabled(true));
        TestAccounts.as(operator).get("/api/me").then().statusCode(401);
        operators.change(Actor.STAKEOUT, operator.id(), disabled(false));
        long before = passwords.checks();
        TestAccounts.as(operator).get("/api/me").then().statusCode(200);
        assertThat(passwords.checks() - before).isEqualTo(1);
    }

    @Test
    void changingTheOwnPasswordKeepsOnlyTheSessionAtHand() {
        Operator operator = accounts.fresh(Role.VIEWER);
        String here = TestAccounts.session(operator);
        String elsewhere = TestAccounts.session(operator);
        change(here, "wrong-password", "the-next-password", 400);
        change(here, TestAccounts.PASSWORD, "short", 400);
        TestAccounts.browser(elsewhere).get("/api/me").then().statusCode(200);
        change(here, TestAccounts.PASSWORD, "the-next-password", 204);
        TestAccounts.browser(here).get("/api/me").then().statusCode(200);
        TestAccounts.browser(elsewhere).get("/api/me").then().statusCode(401);
        TestAccounts.as(operator).get("/api/me").then().statusCode(401);
        TestAccounts.as(operator.name(), "the-next-password")
                .get("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void theFirstStartMakesAnAdminOnce() {
        TestAccounts.as("admin", "first-admin-pass")
                .get("/api/operators")
                .then()
                .statusCode(200);
        assertThat(operators.createFirst(NewOperator.simple("second", Role.ADMIN, "second-admin-pass")))
                .isFalse();
        assertThat(operators.known(Set.of("second"))).isEmpty();
    }

    @Test
    void drillAccountsExistInADrillOnly() {
        assertThat(new DrillAccounts(Mode.SERVE).list()).isEmpty();
        assertThat(new DrillAccounts(Mode.REPLAY).list()).isEmpty();
        assertThat(new DrillAccounts(Mode.REPLAY).lines()).isEmpty();
        assertThat(new DrillAccounts(Mode.DRILL).list())
                .extracting(DrillAccounts.Account::name)
                .containsExactly("viewer", "responder", "approver", "admin");
        TestAccounts.as("viewer", "drill-viewer-pass").get("/api/me").then().statusCode(401);
    }

    @Test
    void aDrillAccountIsPutBackAtEachStart() {
        NewOperator account = NewOperator.simple("drilled", Role.VIEWER, "drill-viewer-pass");
        operators.reset(account);
        long id = operators.list().stream()
                .filter(o -> o.name().equals("drilled"))
                .findFirst()
                .orElseThrow()
                .id();
        operators.change(Actor.STAKEOUT, id, disabled(true));
        operators.reset(account);
        TestAccounts.as("drilled", "drill-viewer-pass").get("/api/me").then().statusCode(200);
    }

    private static void change(String session, String current, String next, int status) {
        TestAccounts.browser(session)
                .contentType(ContentType.JSON)
                .body("{\"current\": \"%s\", \"new\": \"%s\"}".formatted(current, next))
                .post("/api/me/password")
                .then()
                .statusCode(status);
    }

    private static OperatorChange disabled(boolean disabled) {
        return new OperatorChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(disabled),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
