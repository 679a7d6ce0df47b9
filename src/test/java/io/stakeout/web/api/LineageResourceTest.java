package io.stakeout.web.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.testing.WithPostgres;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@WithPostgres
class LineageResourceTest {

    @Inject
    TestAccounts accounts;

    @Inject
    AgroalDataSource database;

    private Operator responder;
    private Operator viewer;
    private String incident;
    private String suspect;

    @BeforeEach
    void anIncident() {
        responder = accounts.fresh(Role.RESPONDER);
        viewer = accounts.fresh(Role.VIEWER);
        incident = open(Map.of());
        suspect = TestAccounts.as(viewer).get(lineage()).jsonPath().getString("identities[0].id");
    }

    @Test
    void aFreshIncidentKnowsItsSuspectAndNobodyElse() {
        TestAccounts.as(viewer)
                .get(lineage())
                .then()
                .statusCode(200)
                .body("follow", equalTo("full"))
                .body("identities", hasSize(1))
                .body("identities[0].kind", equalTo("user"))
                .body("identities[0].label", equalTo("mallory"))
                .body("identities[0].value", equalTo("arn:aws:iam::111122223333:user/mallory"))
                .body("identities[0].relation", equalTo("suspect"))
                .body("identities[0].watched", equalTo(true))
                .body("identities[0].events", equalTo(0))
                .body("issuances", hasSize(0));
    }

    @Test
    void aSuspectIsNotExcludedButNoLongerWatched() {
        decide(responder, suspect, "exclude", Map.of("note", "not him"))
                .statusCode(409)
                .body("detail", containsString("Stop watching it instead"));
    }

    @Test
    void whatIsMissingOrUnknownIsSaid() {
        decide(responder, suspect, "exclude", Map.of()).statusCode(400);
        decide(responder, suspect, "exclude", Map.of("note", "a", "reason", "b"))
                .statusCode(400);
        decide(responder, suspect, "forgive", Map.of("note", "a")).statusCode(404);
        decide(responder, "999999999", "exclude", Map.of("note", "a")).statusCode(404);
        decide(responder, suspect, "include", Map.of("note", "a")).statusCode(409);
        TestAccounts.as(viewer).get("/api/incidents/999999999/lineage").then().statusCode(404);
    }

    @Test
    void viewersReadAndRespondersDecide() {
        decide(viewer, suspect, "confirm", Map.of("note", "a")).statusCode(403);
    }

    @Test
    void aRestrictedIncidentHasNoLineageForOthers() {
        incident = open(Map.of("restrictedTo", List.of(responder.name())));
        TestAccounts.as(viewer).get(lineage()).then().statusCode(404);
        TestAccounts.as(responder).get(lineage()).then().statusCode(200);
    }

    @Test
    void ofVeryManyASuspectAndWhoMadeCallsAreListedAndTheOthersCounted() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("insert into identity (incident_id, key, kind, value, label, relation, certainty, joined_at)"
                    + " select " + incident
                    + ", 'access-key:' || n, 'access-key', 'K' || n, 'K' || n, 'minted', 'exact',"
                    + " timestamptz '2020-01-01' + n * interval '1 second' from generate_series(1, 2500) n");
            sql.execute("insert into identity_use (incident_id, identity_id, kind, value, calls, consequences, denied)"
                    + " select incident_id, id, 'call', '', 7, 0, 0 from identity where incident_id = " + incident
                    + " and value = 'K2500'");
        }
        TestAccounts.as(viewer)
                .get(lineage())
                .then()
                .statusCode(200)
                .body("identities", hasSize(2_000))
                .body("omitted", equalTo(501))
                .body("identities.findAll { it.relation == 'suspect' }", hasSize(1))
                .body("identities.find { it.value == 'K2500' }.events", equalTo(7))
                .body("identities.findAll { it.value == 'K2499' }", hasSize(0));
    }

    @Test
    void aClosedIncidentIsRead() {
        TestAccounts.as(responder)
                .contentType("application/json")
                .body(Map.of("verdict", "benign", "reason", "over"))
                .post("/api/incidents/" + incident + "/close")
                .then()
                .statusCode(200);
        TestAccounts.as(viewer).get(lineage()).then().statusCode(200);
        decide(responder, suspect, "confirm", Map.of("note", "a")).statusCode(409);
    }

    private ValidatableResponse decide(Operator who, String identity, String decision, Map<String, String> body) {
        return TestAccounts.as(who)
                .contentType("application/json")
                .body(body)
                .post("/api/incidents/" + incident + "/identities/" + identity + "/" + decision)
                .then();
    }

    private String lineage() {
        return "/api/incidents/" + incident + "/lineage";
    }

    private String open(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("title", "a lineage");
        body.put("suspects", List.of(Map.of("type", "user-name", "value", "mallory", "account", "111122223333")));
        return TestAccounts.as(responder)
                .contentType("application/json")
                .body(body)
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
