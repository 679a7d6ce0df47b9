package io.stakeout.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.access.Actor;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.signal.Detector;
import io.stakeout.signal.Events;
import io.stakeout.signal.library.Library;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** How far a playbook that may act by itself gets: to a plan that waits for a person, and no further. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
class SignalPlanTest {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private static final String PLAYBOOK = """
            name: act
            when:
              threshold: {source: [rooms, aws.guardduty], score: 40, names-somebody: true}
            then:
              open: {title: "{principal}", severity: high}
              watch: full
              auto: {level: L2}
            priority: 200
            """;

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    Library library;

    @Inject
    Intake intake;

    @Inject
    Incidents incidents;

    @ConfigProperty(name = "stakeout.data-dir")
    Path directory;

    private String incident;

    @BeforeEach
    void aPlaybookThatActs() throws IOException {
        stage.begin(cloud);
        // what other tests have left open would be joined, and what was closed a moment ago would keep it quiet
        stage.sql("update incident set state = 'closed', verdict = 'exercise', verdict_reason = 'another test',"
                + " closed_at = now() - interval '1 day' where state = 'watching'");
        Path playbooks = Files.createDirectories(directory.resolve("playbooks"));
        Files.writeString(playbooks.resolve("act.yaml"), PLAYBOOK);
        await().atMost(LONGEST).until(this::inForce);
    }

    @AfterEach
    void over() throws IOException {
        Files.delete(directory.resolve("playbooks").resolve("act.yaml"));
        Files.delete(directory.resolve("playbooks"));
        await().atMost(LONGEST).until(() -> !inForce());
        stage.end();
        if (incident != null) {
            incidents.close(Actor.STAKEOUT, Long.parseLong(incident), Verdict.EXERCISE, "test over");
        }
    }

    private boolean inForce() {
        return library.playbooks().all().stream().anyMatch(one -> one.name().equals("act"));
    }

    @Test
    void onASignedSignalAPlanAsksForApprovalAndAnyApproverMayGiveIt() {
        Detector rooms = new Detector("rooms");
        String body = rooms.body(Detector.freshId(), 90, "user-name", Scenery.LEAKED, Scenery.WORKLOAD);
        incident = rooms.sends(body)
                .then()
                .statusCode(202)
                .body("outcome", equalTo("opened"))
                .extract()
                .path("incidentId");
        JsonPath plan = planThatIs("asked");
        assertThat(plan.getString("state")).isEqualTo("awaiting-approval");
        assertThat(plan.getString("draftedBy")).isEqualTo("stakeout");
        rooms.sends(rooms.body(Detector.freshId(), 95, "user-name", Scenery.LEAKED, Scenery.WORKLOAD));
        assertThat(stage.number("select count(*) from plan where incident_id = ?", Long.parseLong(incident)))
                .as("a further signal drafts no further plan")
                .isEqualTo(1);
        assertThat(stage.written()).isEmpty();
        stage.act(stage.approver(), plan, "approve").statusCode(200).body("state", equalTo("approved"));
        assertThat(stage.written()).as("nothing else was touched").isEmpty();
    }

    @Test
    void aFindingOfTheStreamOpensARoomAndDraftsAndNeverActs() {
        String key = Detector.freshKey();
        LiveReading reading = intake.live("a test");
        reading.take(Events.guardDuty(Detector.freshId(), key, 8));
        reading.flush();
        incident = stage.rows("select incident_id from suspect where value = ?", key)
                .get(0);
        assertThat(stage.rows(
                        "select outcome || ' ' || trust from signal where incident_id = ?", Long.parseLong(incident)))
                .containsExactly("opened STREAM");
        JsonPath plan = planThatIs("drafted");
        assertThat(plan.getString("state")).isIn("drafted", "refused");
        assertThat(plan.getString("requestedBy")).isNull();
        assertThat(stage.rows(
                        "select body::json ->> 'why' from entry where incident_id = ? and kind = 'signal'",
                        Long.parseLong(incident)))
                .singleElement()
                .asString()
                .contains("not by itself", "can't be trusted so far: stream");
        assertThat(stage.written()).as("nothing else was touched").isEmpty();
    }

    private JsonPath planThatIs(String state) {
        await().atMost(LONGEST)
                .until(() -> !stage.rows(
                                "select 1 from signal where plan_state = ? and incident_id = ?",
                                state,
                                Long.parseLong(incident))
                        .isEmpty());
        return stage.plan(stage.rows(
                        "select plan_id from signal where plan_id is not null and incident_id = ?",
                        Long.parseLong(incident))
                .get(0));
    }
}
