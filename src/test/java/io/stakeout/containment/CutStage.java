package io.stakeout.containment;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.aws.CutCloud;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.world.Account;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.ReplayLane;

import static org.awaitility.Awaitility.await;

/** The drill's cloud, people who plan, approve and arm, and an incident about its users: where plans are tried. */
@Alternative
@ApplicationScoped
public class CutStage {

    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestAccounts accounts;
    private final AgroalDataSource database;
    private final CutCloud aws;
    private final ReplayLane lane;
    private final Intake intake;
    private TestCloud cloud;
    private Operator responder;
    private Operator approver;
    private Operator admin;

    CutStage(TestAccounts accounts, AgroalDataSource database, CutCloud aws, ReplayLane lane, Intake intake) {
        this.accounts = accounts;
        this.database = database;
        this.aws = aws;
        this.lane = lane;
        this.intake = intake;
    }

    /** Whatever earlier tests left is long over. */
    void begin(TestCloud fresh) {
        cloud = fresh;
        aws.enter(fresh);
        end();
        forgetWhatPassed();
        if (responder == null) {
            responder = old(Role.RESPONDER);
            approver = old(Role.APPROVER);
            admin = old(Role.ADMIN);
            census(Scenery.WORKLOAD);
            census(Scenery.BACKUP);
        }
        kill(false);
        arm(true);
    }

    /** The same people did other things in earlier tests: what is newly watched would be found in these. */
    private void forgetWhatPassed() {
        Instant now = Instant.now();
        byte[] nothing = "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8);
        intake.lookback().append(nothing, now, now.plus(Duration.ofDays(1)));
    }

    /** Leaves nothing that anybody would go on with. */
    void end() {
        sql("update plan set state = 'undone', ended_at = now() - interval '3 days'");
        sql("update containment set ended_at = now() where ended_at is null");
        sql("delete from cap_reservation");
    }

    /** An operator of some days' standing. */
    Operator old(Role role) {
        Operator operator = accounts.fresh(role);
        aged(operator);
        return operator;
    }

    void aged(Operator operator) {
        sql(
                "update operator set created_at = created_at - interval '3 days',"
                        + " changed_at = changed_at - interval '3 days' where id = ?",
                operator.id());
    }

    Operator responder() {
        return responder;
    }

    Operator approver() {
        return approver;
    }

    Operator admin() {
        return admin;
    }

    /** Twelve hours in which 300 users were active. */
    private void census(String account) {
        sql(
                "insert into principal_census (account, hour, principal, kind) select ?,"
                        + " date_trunc('hour', now()) - make_interval(hours => 1 + n % 12),"
                        + " 'arn:aws:iam::' || ? || ':user/staff-' || n, 'user' from generate_series(1, 300) n",
                account, account);
    }

    // ---- the incident

    /** One whose suspect is a user of the workload account. */
    String incident(String user) {
        return incident(user, Map.of());
    }

    String incident(String user, Map<String, Object> more) {
        return open(Map.of("type", "user-name", "value", user, "account", Scenery.WORKLOAD), more);
    }

    String open(Map<String, String> suspect, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("title", "a cut");
        body.put("suspects", List.of(suspect));
        return post(responder, "/api/incidents", body).statusCode(201).extract().path("id");
    }

    long suspect(String incident) {
        return number("select min(identity_id) from suspect where incident_id = ?", Long.parseLong(incident));
    }

    /** Somebody whom the suspect has made, as the lineage knows it. */
    long minted(String incident, String kind, String value, String how) {
        return joined(incident, kind, value, how, "minted");
    }

    long joined(String incident, String kind, String value, String how, String relation) {
        long id = number(
                "insert into identity (incident_id, key, kind, value, label, account, relation, certainty, joined_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, 'exact', now()) returning id",
                Long.parseLong(incident),
                kind + ":" + value,
                kind,
                value,
                value.substring(value.lastIndexOf('/') + 1),
                Scenery.WORKLOAD,
                relation);
        number(
                "insert into issuance (incident_id, from_id, to_id, how, certainty, reach, followed, event_id)"
                        + " values (?, ?, ?, ?, 'exact', 'anything', true, ?) returning id",
                Long.parseLong(incident),
                suspect(incident),
                id,
                how,
                UUID.randomUUID().toString());
        return id;
    }

    // ---- plans

    JsonPath draft(String incident, String level) {
        return draft(incident, level, Map.of("boundary", false));
    }

    JsonPath draft(String incident, String level, Map<String, Object> options) {
        Map<String, Object> body = Map.of("level", level, "reason", "leaked key", "options", options);
        return post(responder, "/api/incidents/" + incident + "/plans", body)
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    JsonPath plan(String id) {
        return TestAccounts.as(admin)
                .get("/api/plans/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What somebody sends who has looked at the plan. */
    static Map<String, Object> consent(JsonPath plan) {
        Map<String, Object> body = new HashMap<>();
        body.put("hash", plan.getString("hash"));
        body.put("principal", plan.getString("confirm"));
        return body;
    }

    ValidatableResponse post(Operator who, String path, Map<String, Object> body) {
        return TestAccounts.as(who)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    ValidatableResponse act(Operator who, JsonPath plan, String act) {
        Map<String, Object> body = consent(plan);
        if (act.equals("approve")) {
            body.put("acknowledgePipeline", true);
        }
        return post(who, "/api/plans/" + plan.getString("id") + "/" + act, body);
    }

    /** Asks for it and has it approved by another person. */
    JsonPath agreed(JsonPath plan) {
        act(responder, plan, "request").statusCode(200);
        return act(approver, plan, "approve").statusCode(200).extract().jsonPath();
    }

    /** Has it executed, and waits for how that ends. */
    JsonPath executed(JsonPath plan) {
        act(responder, agreed(plan), "execute").statusCode(200);
        return ended(plan.getString("id"));
    }

    /** The plan once nobody executes it any more. */
    JsonPath ended(String id) {
        return await().atMost(LONGEST)
                .until(() -> plan(id), plan -> !plan.getString("state").equals("executing"));
    }

    JsonPath undo(JsonPath plan, boolean overwrite) {
        Map<String, Object> body = Map.of("reason", "all clear", "overwrite", overwrite);
        return post(responder, "/api/plans/" + plan.getString("id") + "/undo", body)
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    void arm(boolean armed) {
        put("/api/mode", Map.of("armed", armed, "reason", "a test"));
    }

    void kill(boolean killed) {
        put("/api/kill-switch", Map.of("killed", killed, "reason", "a test"));
    }

    private void put(String path, Map<String, Object> body) {
        TestAccounts.as(admin)
                .contentType("application/json")
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }

    // ---- AWS

    /** What the cloud's trail has told until now arrives, by both lanes, as from a stream. */
    void arrive() {
        arrive(Duration.ofSeconds(10));
    }

    /** The same, as long after; what was done a second ago is told. */
    void arrive(Duration after) {
        cloud.pass(after);
        ReplayLane.Performance performance = lane.start("test", () -> false);
        cloud.lanes().due().forEach(delivery -> performance.play(delivery.envelope(), Instant.EPOCH));
        performance.end();
    }

    /** Of what we called: who we are doesn't count. */
    List<String> calls() {
        return ours().filter(event -> !event.eventName().equals("GetCallerIdentity"))
                .map(ApiEvent::eventName)
                .toList();
    }

    /** Of what we called, what an account's own trail tells: what somebody in it could see. */
    List<String> seenIn(String account) {
        return ours().filter(event -> event.recipientAccountId().equals(account))
                .map(ApiEvent::eventName)
                .toList();
    }

    /** What we have written, in order; not what was refused. */
    List<String> written() {
        return ours().filter(event -> !event.readOnly() && event.failure().isEmpty())
                .map(ApiEvent::eventName)
                .toList();
    }

    private java.util.stream.Stream<ApiEvent> ours() {
        return cloud.events().stream().filter(event -> event.caller().arn().contains("stakeout"));
    }

    Account account() {
        return cloud.cloud().cloud().world().account(Scenery.WORKLOAD);
    }

    void change(java.util.function.UnaryOperator<Account> change) {
        try {
            cloud.cloud().cloud().change(world -> world.change(Scenery.WORKLOAD, change));
        } catch (ApiError e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the database

    void sql(String text, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            fill(statement, values);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }

    long number(String text, Object... values) {
        return rows(text, values).stream()
                .findFirst()
                .map(Long::parseLong)
                .orElseThrow(() -> new IllegalStateException("nothing: " + text));
    }

    /** The first column as text. */
    List<String> rows(String text, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(text)) {
            fill(query, values);
            List<String> all = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(text + Arrays.toString(values), e);
        }
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Ids that no other test uses. */
    static String unique(String prefix) {
        return prefix + "%016d".formatted(NUMBER.incrementAndGet());
    }

    static Optional<String> refusal(JsonPath plan, String guardrail) {
        return Optional.ofNullable(plan.getString(
                "verdicts.find { it.guardrail == '" + guardrail + "' && it.outcome == 'refused' }?.text"));
    }
}
