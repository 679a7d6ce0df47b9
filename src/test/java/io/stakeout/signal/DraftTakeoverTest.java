package io.stakeout.signal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.stakeout.containment.AutoDesk;
import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.PlanReader;
import io.stakeout.drill.SettableClock;
import io.stakeout.incident.Incidents;
import io.stakeout.testing.WithPostgres;

import static io.stakeout.signal.Detector.freshId;
import static io.stakeout.signal.Detector.freshKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A draft that a node has taken up and never finished is drafted by another one, once it has had its time. */
@QuarkusTest
@WithPostgres
class DraftTakeoverTest {

    @Inject
    AgroalDataSource database;

    @Inject
    PlanDesk desk;

    @Inject
    AutoDesk auto;

    @Inject
    Mandates mandates;

    @Inject
    PlanReader plans;

    @Inject
    Incidents incidents;

    @Inject
    Ward ward;

    @AfterEach
    void noRoomForOtherTests() {
        ward.closeAll();
    }

    @Test
    void afterTwoMinutesAnotherNodeDraftsIt_andAgainNobody() {
        Instant taken = Clock.systemUTC().instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        long room = dueSince(taken);
        SettableClock clock = new SettableClock(taken);
        Drafts node = new Drafts(database, desk, auto, mandates, plans, incidents, clock);

        clock.pass(Duration.ofMinutes(2).minusMillis(1));
        node.beat();
        assertThat(state(room)).as("somebody else has it").isEqualTo("due");
        assertThat(drafted(room)).isZero();

        clock.pass(Duration.ofMillis(2));
        node.beat();
        assertThat(state(room)).isEqualTo("drafted");
        assertThat(drafted(room)).isEqualTo(1);

        clock.pass(Duration.ofMinutes(10));
        node.beat();
        assertThat(drafted(room)).isEqualTo(1);
    }

    /** Its node had drafted the plan, and ended before it could write that down. */
    @Test
    void aPlanThatIsThereAlreadyIsNotDraftedTwice() {
        Instant taken = Clock.systemUTC().instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        long room = dueSince(taken);
        SettableClock clock = new SettableClock(taken.plus(Duration.ofMinutes(3)));
        Drafts node = new Drafts(database, desk, auto, mandates, plans, incidents, clock);
        node.beat();
        String plan = ward.value("select plan_id from signal where incident_id = " + room);
        ward.sql("update signal set plan_state = 'due', plan_id = null where incident_id = " + room);

        clock.pass(Duration.ofMinutes(3));
        node.beat();

        assertThat(drafted(room)).isEqualTo(1);
        assertThat(ward.value("select plan_id from signal where incident_id = " + room))
                .isEqualTo(plan);
    }

    /** Of an hour from now, so that the application's own beat leaves it alone. */
    private long dueSince(Instant taken) {
        Detector rooms = new Detector("rooms");
        String key = freshKey();
        rooms.sends(rooms.body(freshId(), 90, key)).then().statusCode(202);
        await().until(() -> !ward.roomsOn(key).isEmpty());
        long room = ward.roomsOn(key).get(0);
        ward.sql("update signal set plan_level = 'L1', plan_state = 'due', plan_claimed_at = '" + taken
                + "' where incident_id = " + room);
        return room;
    }

    private String state(long room) {
        return ward.value("select plan_state from signal where incident_id = " + room);
    }

    private long drafted(long room) {
        return Long.parseLong(ward.value("select count(*) from plan where incident_id = " + room));
    }
}
