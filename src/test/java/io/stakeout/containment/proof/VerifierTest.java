package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Level;
import io.stakeout.drill.SettableClock;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;

/** A cut on a real database whose lanes, calls and clock are the test's. */
@QuarkusTest
@WithPostgres
class VerifierTest {

    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofMinutes(15));
    private static final String ACCOUNT = "990000000001";
    private static final Instant CUT = Instant.parse("2031-05-04T10:00:00Z");

    @Inject
    Incidents incidents;

    @Inject
    AgroalDataSource database;

    @Inject
    MeterRegistry metrics;

    private final SettableClock clock = new SettableClock(CUT);
    private final Plans plans = new Plans();
    private long incident;
    private long identity;
    private long plan;
    private StreamRows rows;

    @BeforeEach
    void aSuspectWhoWasActive() throws SQLException {
        Suspect suspect = Suspect.of("access-key", "AKIAVERIFIER00000000", null);
        incident = incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
        rows = new StreamRows(database, incident, ACCOUNT);
        identity = number("select id from identity where incident_id = " + incident);
        plan = rows.plan();
        plans.put(cut(Case.EXECUTED, false));
        call("ListUsers", "ok", CUT.minusSeconds(300), "CW");
        bring("CW", 100);
    }

    @AfterEach
    void noLanesOfOurs() throws SQLException {
        rows.clear();
        sql("delete from pipeline_alarm where event_id like 'verifier-%'");
        incidents.close(Actor.STAKEOUT, incident, io.stakeout.incident.Verdict.EXERCISE, "test over");
    }

    @Test
    void aCutIsVerifiedWhenItsLanesAndAwsProveIt() throws SQLException {
        call("DeleteUser", "denied", CUT.plusSeconds(30), "CW");
        call("ListBuckets", "ok", CUT.plusSeconds(5), "CW");
        minutes(25, 5);
        assertThat(plans.said()).isEmpty();
        minutes(10, 5);
        assertThat(plans.said()).containsExactly("verified");
        assertThat(plans.last()).startsWith("verified 0 succeeding, 1 denied (watched 3");
        assertThat(plans.reads()).isEqualTo(2);
        ProofView view = view();
        assertThat(view.withinPropagation()).isEqualTo(1);
        assertThat(view.readBack()).extracting(ReadBackLine::ok).containsExactly(true);
        assertThat(view.watermarks()).singleElement().satisfies(mark -> {
            assertThat(mark.state()).isEqualTo("advancing");
            assertThat(mark.account()).isEqualTo(ACCOUNT);
        });
        assertThat(view.quietSince()).contains(CUT.plusSeconds(10));
        assertThat(view.quietForSeconds()).isGreaterThanOrEqualTo(1_800);
    }

    @Test
    void lanesThatAreStoppedForFortyMinutesAreNeverGreen() throws SQLException {
        minutes(10, 5);
        minutes(40, 0);
        assertThat(plans.said()).containsExactly("unproven");
        assertThat(view().watermarks()).extracting(ProofView.Watermark::state).containsExactly("silent");
        minutes(15, 5);
        assertThat(plans.said()).containsExactly("unproven");
        minutes(10, 5);
        assertThat(plans.said()).containsExactly("unproven", "verified");
    }

    @Test
    void whatTheSuspectItselfCallsKeepsNoLaneAlive() throws SQLException {
        for (int minute = 0; minute < 20; minute++) {
            call("ListUsers", "denied", clock.instant(), "CW");
            minutes(1, 1);
        }
        assertThat(plans.said()).containsExactly("unproven");
        assertThat(view().quietForSeconds()).isZero();
    }

    @Test
    void aSuccessContestsWhatWasVerifiedAlsoWhenItComesLate() throws SQLException {
        minutes(35, 5);
        call("ListBuckets", "failed", CUT.plusSeconds(600), "CW");
        minutes(1, 5);
        assertThat(plans.said()).containsExactly("verified", "contested");
        assertThat(plans.last()).contains("1 call succeeded after the cut");
        assertThat(view().succeeding()).isEqualTo(1);
    }

    @Test
    void whatProvesNothingIsNotCounted() throws SQLException {
        call("GetCallerIdentity", "ok", CUT.plusSeconds(60), "CW");
        call("ListUsers", "throttled", CUT.plusSeconds(60), "CW");
        call("ListUsers", "ok", CUT.plusSeconds(60), "IMPORT");
        call("ListUsers", "ok", CUT.plusSeconds(60), "BACKFILL");
        call("ListUsers", "ok", CUT.minusSeconds(1), "CW");
        minutes(2, 5);
        assertThat(plans.said()).isEmpty();
        assertThat(view().succeeding()).isZero();
        assertThat(view().text()).isEqualTo("0 succeeding, 0 denied (watched 0 min of 30)");
    }

    @Test
    void aCounterMoveOfSomebodyElseContestsAndOurOwnCallDoesNot() throws SQLException {
        sql("insert into plan_step (plan_id, n, step, slot, account, request_ids) values (" + plan
                + ", 1, '{}', 's', 'a', array['our-request'])");
        minutes(2, 5);
        move("ours", "our-request", Outcome.OK);
        move("refused", "their-request", Outcome.DENIED);
        minutes(2, 5);
        assertThat(plans.said()).isEmpty();
        move("theirs", "their-request", Outcome.OK);
        verifier().beat();
        assertThat(plans.said()).as("whose it is isn't known yet").isEmpty();
        minutes(1, 5);
        assertThat(plans.said()).containsExactly("contested");
        assertThat(view().counterMoves())
                .extracting(ProofView.Move::eventId)
                .containsExactlyInAnyOrder("theirs", "refused");
    }

    @Test
    void aSessionThatTheLineageIsHandedAfterTheCutContests() throws SQLException {
        long session =
                number("insert into identity (incident_id, key, kind, value, label, certainty, joined_at) values ("
                        + incident + ", 'k', 'role-session', 'v', 'deploy/new', 'exact', now()) returning id");
        sql("insert into issuance (incident_id, from_id, to_id, how, certainty, reach, followed, event_id, event_time)"
                + " values (" + incident + ", " + identity + ", " + session
                + ", 'AssumeRole', 'exact', 'session', true, 'e', '" + CUT.plusSeconds(40) + "')");
        minutes(1, 5);
        assertThat(plans.said()).containsExactly("contested");
        assertThat(plans.last()).contains("deploy/new was handed out by AssumeRole");
    }

    @Test
    void whoTouchesThePipelineLeavesThePlanUnproven() throws SQLException {
        sql("insert into pipeline_alarm (event_id, at, event_time, call, outcome, text, alike, told) values"
                + " ('verifier-1', '" + CUT.plusSeconds(90) + "', '" + CUT.plusSeconds(90)
                + "', 'cloudtrail:StopLogging', 'ok', 'Our trail was stopped.', 'x', true)");
        minutes(40, 5);
        assertThat(plans.said()).containsExactly("unproven");
        assertThat(plans.last()).contains("Our trail was stopped.");
    }

    @Test
    void aStepThatAwsDoesNotHoldContestsAndAnAwsThatIsSilentProvesNothing() throws SQLException {
        plans.answer(List.of());
        minutes(40, 5);
        assertThat(plans.said()).isEmpty();
        assertThat(plans.reads()).as("once a minute at most").isLessThanOrEqualTo(41);
        plans.answer(List.of(new ReadBackLine(2, false, "the policy is gone")));
        minutes(3, 5);
        assertThat(plans.said()).containsExactly("contested");
        assertThat(plans.last()).contains("Read back, step 2: the policy is gone");
    }

    @Test
    void anUndoingIsVerifiedByWhatAwsHolds() throws SQLException {
        plans.put(cut(Case.EXECUTED, true));
        call("ListBuckets", "ok", CUT.plusSeconds(60), "CW");
        minutes(2, 0);
        assertThat(plans.said()).containsExactly("verified");
    }

    @Test
    void aPlanThatAnotherNodeLooksAtIsLeftToIt() throws SQLException {
        minutes(1, 5);
        call("ListBuckets", "ok", CUT.plusSeconds(60), "CW");
        QuarkusTransaction.requiringNew().run(() -> {
            number("select 1 from proof where plan_id = " + plan + " for update");
            verifier().beat();
            assertThat(plans.said()).isEmpty();
        });
        verifier().beat();
        assertThat(plans.said()).containsExactly("contested");
    }

    private Case cut(String state, boolean undo) {
        return new Case(
                plan,
                incident,
                Level.PRINCIPAL,
                new Case.Times(CUT, CUT, CUT, CUT),
                state,
                Map.of(identity, Cover.ALL),
                Set.of(),
                List.of(),
                Set.of(),
                undo);
    }

    private Verifier verifier() {
        return new Verifier(plans, plans, plans, database, clock, TERMS, EnumSet.of(Lane.CW, Lane.EB), metrics);
    }

    private ProofView view() {
        return QuarkusTransaction.requiringNew()
                .call(() -> new ProofReader(plans, database, clock, TERMS).proof(plan))
                .orElseThrow();
    }

    /** Each minute the lane brings so many events, and a node that begins anew looks at the plan. */
    private void minutes(int number, int events) {
        for (int minute = 0; minute < number; minute++) {
            clock.pass(Duration.ofMinutes(1));
            bring("CW", events);
            verifier().beat();
        }
    }

    private void bring(String by, int events) {
        rows.bring(by, events, clock.instant());
    }

    private void call(String name, String outcome, Instant at, String by) {
        rows.call(
                new StreamRows.Call(identity, name, outcome, at, by, null, null, "read"),
                clock.instant().plusSeconds(1));
    }

    private void move(String eventId, String request, Outcome outcome) throws SQLException {
        CounterMove move = new CounterMove(
                plan,
                eventId,
                Optional.of(clock.instant()),
                Optional.of(request),
                "mallory",
                "iam:DeleteUserPolicy",
                outcome,
                "mallory deleted it");
        try (Connection connection = database.getConnection()) {
            new MoveTable(connection).insert(move, clock.instant(), Optional.empty());
        }
    }

    private long number(String query) {
        return rows.number(query);
    }

    private void sql(String statement) {
        rows.sql(statement);
    }
}
