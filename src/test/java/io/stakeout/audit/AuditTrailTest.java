package io.stakeout.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithPostgres
class AuditTrailTest {

    @Inject
    AuditLog log;

    @Inject
    AuditTrail trail;

    @Inject
    AuditAnchors anchors;

    @ConfigProperty(name = "stakeout.data-dir")
    Path dataDirectory;

    @Inject
    TestAccounts accounts;

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'nobody'",
                "delete from audit",
                "truncate audit",
            })
    void theDatabaseRefusesToEditTheRecord(String edit) {
        append("subject:1");
        long lines = trail.verify().lines();
        assertThatThrownBy(() -> execute(edit))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for table audit");
        // the owner can give itself the permission, and meets the triggers then
        assertThatThrownBy(() -> execute("grant update, delete, truncate on audit to current_user; " + edit))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
        // nothing else was changed
        assertThat(trail.verify()).extracting("ok", "lines").containsExactly(true, lines);
    }

    @Test
    void theRecordIsAnchoredAtTheStartAndSaysSinceWhen() {
        assertThat(trail.verify().lastGoodAnchor()).isPresent();
        assertThat(dataDirectory.resolve("audit/anchors.jsonl")).isNotEmptyFile();
        assertThat(trail.after(Actor.STAKEOUT, 0, 500))
                .extracting(AuditTrail.Entry::action)
                .containsOnlyOnce("anchors.begun")
                .doesNotContain("audit.keyed");
    }

    @Test
    void aDecisionIsAnchoredOnceItIsCommitted() {
        QuarkusTransaction.requiringNew().run(() -> {
            log.append(Actor.STAKEOUT, "decided", "thing", Map.of());
            anchors.anchorSoon();
        });
        long lines = trail.verify().lines();
        await().untilAsserted(() -> assertThat(trail.verify().lastGoodAnchor())
                .hasValueSatisfying(anchor -> assertThat(anchor.lines()).isGreaterThanOrEqualTo(lines)));
        append("subject:2");
        anchors.anchorSoon();
        await().untilAsserted(() -> assertThat(trail.verify().lastGoodAnchor())
                .hasValueSatisfying(anchor -> assertThat(anchor.lines()).isGreaterThan(lines)));
    }

    @Test
    void appendsAtTheSameTimeMakeOneChain() {
        long before = trail.verify().lines();
        CompletableFuture.allOf(IntStream.range(0, 40)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> append("parallel:" + i)))
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(trail.verify()).extracting("ok", "lines").containsExactly(true, before + 40);
    }

    @Test
    void anActAndItsLineAreLostTogether() {
        long before = trail.verify().lines();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    log.append(Actor.STAKEOUT, "did", "nothing", Map.of());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessageContaining("rolled back");
        assertThat(trail.verify()).extracting("ok", "lines").containsExactly(true, before);
    }

    @Test
    void aLineNeedsATransaction() {
        assertThatThrownBy(() -> log.append(Actor.STAKEOUT, "did", "nothing", Map.of()))
                .isInstanceOf(Exception.class);
    }

    @Test
    void whatTheDatabaseCannotHoldDoesNotBreakTheChain() {
        QuarkusTransaction.requiringNew()
                .run(() -> log.append(Actor.STAKEOUT, "did", "a\0b\ud800", Map.of("k", "\0\ud800\u202e")));
        assertThat(trail.verify().ok()).isTrue();
    }

    @Test
    void signInsAndChangesAreRecordedWithoutSecrets() {
        Operator admin = accounts.fresh(Role.ADMIN);
        long start = trail.verify().lines();
        TestAccounts.session(admin);
        TestAccounts.signIn(admin.name(), "wrong-password");
        TestAccounts.signIn("some-password-typed-as-name", "x");
        TestAccounts.as(admin)
                .contentType("application/json")
                .body(Map.of("name", "by-" + admin.name(), "role", "viewer", "password", "a-secret-password"))
                .post("/api/operators")
                .then()
                .statusCode(201);
        List<AuditTrail.Entry> entries = trail.after(Actor.STAKEOUT, start, 500);
        assertThat(entries)
                .extracting(AuditTrail.Entry::action)
                .containsExactly("session.begun", "signin.failed", "signin.failed", "operator.created");
        assertThat(entries.toString()).doesNotContain("password");
    }

    @Test
    void aRestrictedIncidentHidesItsDetailsFromAdminsWhoAreNotItsReaders() throws SQLException {
        Operator reader = accounts.fresh(Role.ADMIN);
        Operator other = accounts.fresh(Role.ADMIN);
        long id = restrictedIncident(reader);
        long start = trail.verify().lines();
        append("incident:" + id);
        String path = "/api/audit?limit=1&after=" + start;
        TestAccounts.as(reader)
                .get(path)
                .then()
                .statusCode(200)
                .body("[0].details.k", equalTo("v"))
                .body("[0].restricted", equalTo(false));
        TestAccounts.as(other)
                .get(path)
                .then()
                .statusCode(200)
                .body("[0].subject", equalTo("incident:" + id))
                .body("[0].details", nullValue())
                .body("[0].restricted", equalTo(true));
    }

    @Test
    void theRecordIsReadByPagesAndVerified() {
        Operator admin = accounts.fresh(Role.ADMIN);
        append("page:1");
        TestAccounts.as(admin).get("/api/audit?limit=2").then().statusCode(200).body("size()", equalTo(2));
        TestAccounts.as(admin).get("/api/audit?limit=0").then().statusCode(400);
        TestAccounts.as(admin).get("/api/audit?limit=501").then().statusCode(400);
        TestAccounts.as(admin).get("/api/audit?after=-1").then().statusCode(400);
        TestAccounts.as(admin)
                .get("/api/audit/verify")
                .then()
                .statusCode(200)
                .body(
                        "ok",
                        equalTo(true),
                        "reason",
                        nullValue(),
                        "lastGoodAnchor.head",
                        hasLength(64),
                        "contradicted",
                        nullValue());
    }

    private void append(String subject) {
        QuarkusTransaction.requiringNew().run(() -> log.append(Actor.STAKEOUT, "did", subject, Map.of("k", "v")));
    }

    private long restrictedIncident(Operator reader) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("insert into incident"
                        + " (title, severity, follow, state, origin, opened_by, opened_at, restricted)"
                        + " values ('t', 'low', 'full', 'watching', 'person', 'x', now(), true) returning id")) {
            rows.next();
            long id = rows.getLong(1);
            execute("insert into incident_reader values (" + id + ", '" + reader.name() + "')");
            return id;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
