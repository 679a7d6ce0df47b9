package io.stakeout.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import io.stakeout.Mode;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@WithPostgres
class BasicTest {

    @Inject
    TestAccounts accounts;

    @Inject
    Passwords passwords;

    @Inject
    Operators operators;

    @Inject
    Sessions sessions;

    @Inject
    Heard heard;

    /** What a socket would hear. */
    @ApplicationScoped
    static class Heard {

        private final Set<Credential> credentials = ConcurrentHashMap.newKeySet();

        void onRevoked(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessRevoked revoked) {
            credentials.addAll(revoked.credentials());
        }

        void clear() {
            credentials.clear();
        }

        Set<Credential> credentials() {
            return Set.copyOf(credentials);
        }
    }

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
    void theLastEnabledAdminStays() {
        Operator last = accounts.fresh(Role.ADMIN);
        for (OperatorChange change : List.of(disabled(true), role(Role.APPROVER))) {
            QuarkusTransaction.begin();
            OperatorRow.update("disabled = true where role = 'admin' and id <> ?1", last.id());
            assertThatThrownBy(() -> operators.change(Actor.STAKEOUT, last.id(), change))
                    .hasMessageContaining("last enabled admin");
            QuarkusTransaction.rollback();
        }
        // nothing else was changed
        assertThat(operators.find(last.id())).contains(last);
        operators.change(Actor.STAKEOUT, last.id(), disabled(true));
    }

    @Test
    void endingAccessIsAnnouncedOnceItIsCertain() {
        Operator operator = accounts.fresh(Role.VIEWER);
        Credential session =
                sessions.resume(TestAccounts.session(operator)).orElseThrow().credential();
        heard.clear();
        operators.change(Actor.STAKEOUT, operator.id(), disabled(true));
        assertThat(heard.credentials()).contains(session, new Credential.Password(operator.id(), 0));
        assertThat(sessions.stillValid(heard.credentials())).isEmpty();
    }

    @Test
    void nothingIsAnnouncedWhenItIsRolledBack() {
        Operator operator = accounts.fresh(Role.VIEWER);
        heard.clear();
        QuarkusTransaction.begin();
        operators.change(Actor.STAKEOUT, operator.id(), disabled(true));
        QuarkusTransaction.rollback();
        assertThat(heard.credentials()).isEmpty();
    }

    @Test
    void aNewOwnPasswordDoesNotHideWhoChangedTheAccountBefore() {
        Operator operator = accounts.fresh(Role.VIEWER);
        SignedIn who = new SignedIn(
                new Actor(operator.name(), Role.VIEWER, Optional.of(operator.id())),
                new Credential.Password(operator.id(), 0),
                Instant.MAX);
        operators.changePassword(who, operator.id(), "the-next-password");
        assertThat(operators.find(operator.id())).contains(operator);
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

    private static OperatorChange role(Role role) {
        return new OperatorChange(
                Optional.empty(),
                Optional.of(role),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
