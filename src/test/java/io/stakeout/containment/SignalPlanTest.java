package io.stakeout.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.access.Actor;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.signal.Detector;
import io.stakeout.signal.Events;
import io.stakeout.signal.FindingService;
import io.stakeout.signal.library.Library;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** When a plan goes on without a person, and everything that leaves it to people; nothing else is ever called. */
@QuarkusTest
@WithPostgres
@TestProfile(OnTheCutStage.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalPlanTest {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** By the least score that each is for. */
    private static final Map<Integer, String> PLAYBOOKS = new TreeMap<>(Map.of(
            60, "auto: {level: L2}", 70, "auto: {level: L1}", 80, "auto: {level: L3}", 90, "draft: {level: L2}"));

    private static final String PLAYBOOK = """
            name: act-%1$d
            when:
              threshold: {score: %1$d, names-somebody: true}
            then:
              open: {title: "{principal}", severity: high}
              watch: full
              %2$s
            priority: 2%1$d
            """;

    @RegisterExtension
    final TestCloud cloud = TestCloud.withTrailOpen();

    @Inject
    CutStage stage;

    @Inject
    StagedFindings findings;

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
    void playbooksThatAct() throws IOException {
        stage.begin(cloud);
        findings.silent();
        // what other tests have left open would be joined, and what was closed a moment ago would keep it quiet
        stage.sql("update incident set state = 'closed', verdict = 'exercise', verdict_reason = 'another test',"
                + " closed_at = now() - interval '1 day' where state = 'watching'");
        stage.sql("update incident set closed_at = now() - interval '1 day' where state = 'closed'");
        stage.sql("update signal set opened_at = null");
        used(Scenery.LEAKED, "aws-cli");
        Path playbooks = Files.createDirectories(directory.resolve("playbooks"));
        for (Map.Entry<Integer, String> one : PLAYBOOKS.entrySet()) {
            Path file = playbooks.resolve("act-" + one.getKey() + ".yaml");
            if (!Files.exists(file)) {
                Files.writeString(file, PLAYBOOK.formatted(one.getKey(), one.getValue()));
            }
        }
        await().atMost(LONGEST).until(() -> inForce() == PLAYBOOKS.size());
    }

    @AfterEach
    void over() {
        stage.end();
        stage.kill(false);
        stage.sql("delete from principal_usage where identifier like '%:user/" + Scenery.LEAKED + "'");
        if (incident != null) {
            incidents.close(Actor.STAKEOUT, Long.parseLong(incident), Verdict.EXERCISE, "test over");
            incident = null;
        }
    }

    @AfterAll
    void noPlaybooks() throws IOException {
        for (int score : PLAYBOOKS.keySet()) {
            Files.delete(directory.resolve("playbooks").resolve("act-" + score + ".yaml"));
        }
        Files.delete(directory.resolve("playbooks"));
        await().atMost(LONGEST).until(() -> inForce() == 0);
    }

    private long inForce() {
        return library.playbooks().all().stream()
                .filter(one -> one.name().startsWith("act-"))
                .count();
    }

    /** How it is used is known, so that nobody has to say that a pipeline was seen. */
    private void used(String user, String agent) {
        String arn = "arn:aws:iam::" + Scenery.WORKLOAD + ":user/" + user;
        for (String[] use : new String[][] {{"call", ""}, {"agent", agent}, {"address", "198.51.100.23"}}) {
            stage.sql(
                    "insert into principal_usage (identifier, hour, kind, value, calls)"
                            + " values (?, date_trunc('hour', now()), ?, ?, 5) on conflict do nothing",
                    arn,
                    use[0],
                    use[1]);
        }
    }

    // ---- how signals come

    private Response signed(int score, String type, String value) {
        Detector rooms = new Detector("rooms");
        return rooms.sends(rooms.body(Detector.freshId(), score, type, value, Scenery.WORKLOAD));
    }

    private void signed(int score) {
        opened(signed(score, "user-name", Scenery.LEAKED));
    }

    private void opened(Response response) {
        incident = response.then()
                .statusCode(202)
                .body("outcome", equalTo("opened"))
                .extract()
                .path("incidentId");
    }

    /** A finding on the leaked user alone. */
    private static String finding(double severity) {
        return new String(Events.guardDuty(Detector.freshId(), "AKIAREPLACED", severity), StandardCharsets.UTF_8)
                .replace("111122223333", Scenery.WORKLOAD)
                .replaceFirst("\"accessKeyId\":\"[^\"]*\",\"principalId\":\"[^\"]*\",", "")
                .replaceFirst("\"userName\":\"[^\"]*\"", "\"userName\":\"" + Scenery.LEAKED + "\"");
    }

    private void streamed(String event) {
        long before = stage.number("select coalesce(max(id), 0) from signal");
        LiveReading reading = intake.live("a test");
        reading.take(event.getBytes(StandardCharsets.UTF_8));
        reading.flush();
        incident = stage.rows("select incident_id from signal where id > ?", before)
                .get(0);
    }

    private void event(String event) {
        opened(new Detector("rooms").sends("/api/signals/eventbridge", event.getBytes(StandardCharsets.UTF_8)));
    }

    // ---- what became of it

    private JsonPath plan(String state) {
        await().atMost(LONGEST)
                .until(
                        () -> stage.rows(
                                "select plan_state from signal where plan_state is not null and incident_id = ?",
                                number()),
                        states -> states.contains(state) && !states.contains("due"));
        return stage.ended(stage.rows(
                        "select plan_id from signal where plan_id is not null and incident_id = ? order by id desc",
                        number())
                .get(0));
    }

    private long number() {
        return Long.parseLong(incident);
    }

    private List<String> told(String kind, String field) {
        return stage.rows(
                "select body::json ->> ? from entry where incident_id = ? and kind = ? order by seq",
                field,
                number(),
                kind);
    }

    private void executed(String playbook, String written) {
        JsonPath plan = plan("alone");
        assertThat(plan.getString("state")).isEqualTo("executed");
        assertThat(plan.getString("playbook")).isEqualTo(playbook);
        assertThat(plan.getString("executedBy")).isEqualTo("playbook:" + playbook);
        assertThat(plan.getList("approvals.decision")).containsExactly("playbook");
        assertThat(plan.getString("approvals[0].by")).isEqualTo("playbook:" + playbook);
        assertThat(plan.getString("approvals[0].reason"))
                .contains(library.playbooks().all().stream()
                        .filter(one -> one.name().equals(playbook))
                        .findFirst()
                        .orElseThrow()
                        .sha256());
        assertThat(stage.written()).as("and nothing else was written").containsOnly(written);
        assertThat(told("plan", "action"))
                .containsSubsequence("drafted", "approved", "executing", "executing", "executed");
        assertThat(told("plan", "text"))
                .anyMatch(text -> text.startsWith("WITHOUT A PERSON: the playbook " + playbook));
        assertThat(stage.rows("select actor from audit where action = 'plan.approved' and details like ?", plan(plan)))
                .containsExactly("playbook:" + playbook);
    }

    private static String plan(JsonPath plan) {
        return "%\"plan\":" + plan.getString("id") + "%";
    }

    private void nothingWasCalled() {
        assertThat(stage.calls()).as("and nothing else was called").isEmpty();
    }

    private void asked(String why) {
        JsonPath plan = plan("asked");
        assertThat(plan.getString("state")).isEqualTo("awaiting-approval");
        assertThat(plan.getString("playbook")).isNull();
        assertThat(plan.getList("approvals.decision")).containsExactly("requested");
        assertThat(plan.getString("approvals[0].reason")).contains("Not without a person: ", why);
        assertThat(told("plan", "text")).last().asString().contains("asks for approval", why);
        nothingWasCalled();
    }

    private void draftedOnly(String why) {
        JsonPath plan = plan("drafted");
        assertThat(plan.getString("state")).isEqualTo("drafted");
        assertThat(plan.getString("requestedBy")).isNull();
        assertThat(told("signal", "why")).last().asString().contains(why);
        nothingWasCalled();
    }

    // ---- the one case, and all the others

    @ParameterizedTest
    @CsvSource({"65, act-60", "75, act-70"})
    void armedSignedAndLetByAllGuardrailsItGoesOn(int score, String playbook) {
        signed(score);
        executed(playbook, "PutUserPolicy");
        signed(score + 4, "user-name", Scenery.LEAKED).then().statusCode(202).body("outcome", equalTo("joined"));
        assertThat(stage.number("select count(*) from plan where incident_id = ?", number()))
                .as("one plan a room")
                .isEqualTo(1);
    }

    @Test
    void aSignedEventGoesOnToo() {
        event(finding(6.5));
        executed("act-60", "PutUserPolicy");
    }

    @Test
    void unarmedAPersonIsAsked() {
        stage.arm(false);
        signed(65);
        asked("Stakeout isn't armed");
        stage.act(stage.approver(), plan("asked"), "approve").statusCode(200).body("state", equalTo("approved"));
    }

    @Test
    void underTheKillSwitchAPersonIsAsked() {
        stage.kill(true);
        signed(65);
        asked("the kill switch is pulled");
    }

    @Test
    void whereAPipelineMayUseItAPersonIsAsked() {
        used(Scenery.LEAKED, "Terraform");
        signed(65);
        asked("A pipeline seems to use");
    }

    @Test
    void whereItsUseIsNotKnownAPersonIsAsked() {
        stage.sql("delete from principal_usage where identifier like '%:user/" + Scenery.LEAKED + "'");
        signed(65);
        asked("isn't known; it may be a pipeline");
    }

    @Test
    void whoIsProtectedIsRefused() {
        opened(signed(65, "user-name", "nina.hoffmann"));
        assertThat(plan("drafted").getString("state")).isEqualTo("refused");
        nothingWasCalled();
    }

    @Test
    void whoseKeyItIsThatTheSignalNamesIsAPersonsToSay() {
        opened(signed(65, "access-key", cloud.scenery().leakedKey()));
        assertThat(plan("drafted").getString("state")).isEqualTo("refused");
        nothingWasCalled();
    }

    @Test
    void nobodyIsCutWhomTheSignalDoesNotName() {
        streamed(finding(6.5).replace(Scenery.LEAKED, Scenery.PARTNER));
        stage.post(
                        stage.responder(),
                        "/api/incidents/" + incident + "/suspects",
                        Map.of("type", "user-name", "value", Scenery.LEAKED, "account", Scenery.WORKLOAD))
                .statusCode(201);
        draftedOnly("can't be trusted so far: stream");
        signed(65, "user-name", Scenery.LEAKED).then().statusCode(202).body("outcome", equalTo("joined"));
        JsonPath plan = plan("asked");
        assertThat(plan.getString("state")).isEqualTo("awaiting-approval");
        assertThat(plan.getString("approvals[0].reason"))
                .contains(
                        "the lineage has changed",
                        "it would cut arn:aws:iam::" + Scenery.WORKLOAD + ":user/" + Scenery.PARTNER);
        nothingWasCalled();
    }

    @Test
    void wherePeopleAreAtWorkTheyDecide() {
        incident = stage.incident(Scenery.LEAKED);
        stage.act(stage.responder(), stage.draft(incident, "L2"), "request").statusCode(200);
        signed(65, "user-name", Scenery.LEAKED).then().body("outcome", equalTo("joined"));
        asked("people are at work");
    }

    @Test
    void aPlaybookWithoutAutoDraftsOnly() {
        signed(95);
        draftedOnly("playbook act-90");
    }

    @Test
    void aHarderLevelThanTheSettingAllowsDraftsOnly() {
        signed(85);
        draftedOnly("it asks for L3, and without a person goes at most L2");
    }

    @Test
    void aFindingOfTheStreamDraftsOnly() {
        streamed(finding(6.5));
        draftedOnly("can't be trusted so far: stream");
    }

    @Test
    void aFindingThatItsServiceConfirmsGoesOn() {
        String finding = finding(6.5);
        findings.knows(Optional.of(finding.replace("\"count\":1", "\"count\":2").getBytes(StandardCharsets.UTF_8)));
        streamed(finding);
        executed("act-60", "PutUserPolicy");
        assertThat(findings.asked()).singleElement().satisfies(origin -> {
            assertThat(origin.account()).isEqualTo(Scenery.WORKLOAD);
            assertThat(origin.place()).isEqualTo("d");
        });
        assertThat(told("watch", "text")).anyMatch(text -> text.contains("again from GuardDuty of account"));
        assertThat(stage.rows("select trust || ' ' || reread_state from signal where incident_id = ?", number()))
                .containsExactly("REREAD confirmed");
    }

    @Test
    void aFindingThatItsServiceConfirmsAsksAPersonWhileUnarmed() {
        stage.arm(false);
        String finding = finding(6.5);
        findings.knows(Optional.of(finding.getBytes(StandardCharsets.UTF_8)));
        streamed(finding.replace("\"count\":1", "\"count\":2"));
        asked("Stakeout isn't armed");
    }

    @Test
    void aFindingThatItsServiceTellsOtherwiseDraftsOnly() {
        String finding = finding(6.5);
        findings.knows(
                Optional.of(finding.replace(Scenery.LEAKED, Scenery.PARTNER).getBytes(StandardCharsets.UTF_8)));
        notConfirmed(finding, "there it names others");
    }

    @Test
    void aFindingThatItsServiceDoesNotKnowDraftsOnly() {
        findings.knows(Optional.empty());
        notConfirmed(finding(6.5), "the service knows no such finding");
    }

    @Test
    void aFindingWhoseServiceRefusesDraftsOnly() {
        findings.fails(new FindingService.Unanswered("AccessDenied: no", false, null));
        notConfirmed(finding(6.5), "AccessDenied: no");
    }

    private void notConfirmed(String finding, String why) {
        streamed(finding);
        await().atMost(LONGEST)
                .until(
                        () -> stage.rows("select reread_state from signal where incident_id = ?", number()),
                        states -> states.equals(List.of("not-confirmed")));
        assertThat(told("watch", "text")).anyMatch(text -> text.contains("could not confirm") && text.contains(why));
        draftedOnly("can't be trusted so far: stream");
    }

    @Test
    void aSampleDraftsOnlyHoweverWellItIsSigned() {
        event(finding(6.5).replace("\"count\":1", "\"count\":1,\"additionalInfo\":{\"sample\":true}"));
        draftedOnly("it is a sample");
    }

    @Test
    void aMadeUpSourceDraftsOnlyHoweverWellItIsSigned() {
        event("{\"id\":\"" + Detector.freshId()
                + "\",\"detail-type\":\"Trusted Advisor Check Item Refresh Notification\","
                + "\"source\":\"awsmock.trustedadvisor\",\"account\":\"" + Scenery.WORKLOAD
                + "\",\"region\":\"us-east-1\","
                + "\"time\":\"2026-01-10T03:16:34Z\",\"detail\":{\"check-name\":\"Exposed Access Keys\",\"status\":\"ERROR\","
                + "\"check-item-detail\":{\"Case ID\":\"c\",\"User Name (IAM or Root)\":\"" + Scenery.LEAKED
                + "\",\"Access Key ID\":\"AKIAEXPOSED000000001\",\"Fraud Type\":\"suspected\"}}}");
        draftedOnly("its source is made up: awsmock.");
    }

    @Test
    void whatIsNotSignedStartsNothing() {
        long before = stage.number("select coalesce(max(id), 0) from signal");
        Detector stranger = new Detector("rooms", "not-the-secret");
        stranger.sends(stranger.body(Detector.freshId(), 65, "user-name", Scenery.LEAKED, Scenery.WORKLOAD))
                .then()
                .statusCode(401)
                .body("detail", containsString("X-Stakeout-Signature"));
        assertThat(stage.rows("select id from signal where id > ?", before)).isEmpty();
        nothingWasCalled();
    }
}
