package io.stakeout.notify.slack;

import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** How an incident stands in Slack, for people and scripts. */
@QuarkusTest
@WithPostgres
class IncidentSlackApiTest {

    @Inject
    TestAccounts accounts;

    @Inject
    Incidents incidents;

    @Inject
    SlackThreads threads;

    @Inject
    SlackHolds holds;

    private long incident(Set<String> readers) {
        List<Suspect> suspects = List.of(Suspect.of("user-name", "bert-jan", "111122223333"));
        return incidents
                .open(Actor.STAKEOUT, new Opening("Leak", Severity.HIGH, Follow.FULL, suspects, readers, "person"))
                .id();
    }

    private void hold(long incident) {
        threads.kept(incident);
        holds.hold(incident, List.of("U0BERT"), "held back", "tells nothing: Bert (U0BERT)");
    }

    @Test
    void nothingIsToldOfWhatHasNotGotThere() {
        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .get("/api/incidents/" + incident(Set.of()) + "/slack")
                .then()
                .statusCode(200)
                .body("told", equalTo(false))
                .body("held", nullValue());
    }

    @Test
    void anAdminReleasesWhatIsHeldBackWithAReasonAndNobodyElseDoes() {
        long incident = incident(Set.of());
        hold(incident);
        String path = "/api/incidents/" + incident + "/slack";
        String body = "{\"reason\":\"The key was stolen from Bert\"}";

        TestAccounts.as(accounts.fresh(Role.VIEWER))
                .get(path)
                .then()
                .body("held", equalTo("held back"))
                .body("heldBecauseOf", contains("U0BERT"));
        TestAccounts.as(accounts.fresh(Role.APPROVER))
                .contentType("application/json")
                .body(body)
                .post(path + "/release")
                .then()
                .statusCode(403);
        Operator admin = accounts.fresh(Role.ADMIN);
        TestAccounts.as(admin)
                .contentType("application/json")
                .body("{}")
                .post(path + "/release")
                .then()
                .statusCode(400)
                .body("detail", containsString("reason"));
        TestAccounts.as(admin)
                .contentType("application/json")
                .body(body)
                .post(path + "/release")
                .then()
                .statusCode(200)
                .body("held", nullValue())
                .body("releasedBy", equalTo(admin.name()));
        TestAccounts.as(admin)
                .contentType("application/json")
                .body(body)
                .post(path + "/release")
                .then()
                .statusCode(409);
    }

    @Test
    void aRestrictedIncidentIsNotReleasedAndDoesNotExistForOthers() {
        Operator admin = accounts.fresh(Role.ADMIN);
        long incident = incident(Set.of(admin.name()));
        hold(incident);
        String path = "/api/incidents/" + incident + "/slack";

        TestAccounts.as(accounts.fresh(Role.ADMIN)).get(path).then().statusCode(404);
        TestAccounts.as(admin)
                .contentType("application/json")
                .body("{\"reason\":\"please\"}")
                .post(path + "/release")
                .then()
                .statusCode(409)
                .body("detail", containsString("leave the channel"));
        TestAccounts.as(admin).get(path).then().statusCode(200).body("heldBecauseOf", contains("U0BERT"));
    }
}
