package io.stakeout.incident;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.audit.AuditLog;
import io.stakeout.audit.AuditTrail;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.drill.SettableClock;
import io.stakeout.testing.RoomClient;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithPostgres
class RoomVisitsTest {

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestAccounts accounts;

    @Inject
    Incidents incidents;

    @Inject
    EntryLog log;

    @Inject
    AuditLog audit;

    @Inject
    AuditTrail trail;

    private Operator viewer;
    private long incident;
    private long start;

    @BeforeEach
    void aRoom() {
        viewer = accounts.fresh(Role.VIEWER);
        incident = open(Set.of());
        start = trail.verify().lines();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/incidents/%d",
                "/api/incidents/%d",
                "/api/incidents/%d/entries",
                "/api/incidents/%d/activity",
                "/api/incidents/%d/lineage"
            })
    void theFirstLookIntoARoomIsAuditedAndTheNextWithinTheHourIsNot(String path) {
        look(path.formatted(incident), 200);
        assertThat(visits()).containsExactly(viewer.name() + " incident:" + incident);
        look(path.formatted(incident), 200);
        look("/incidents/" + incident, 200);
        look("/api/incidents", 200);
        assertThat(visits()).hasSize(1);
    }

    @Test
    void joiningBySocketIsALook() {
        String room = String.valueOf(incident);
        HttpClient http = HttpClient.newHttpClient();
        try (RoomClient client =
                RoomClient.open(http, base.toString(), viewer.name(), TestAccounts.PASSWORD, room, 0, (id, at) -> {})) {
            assertThat(client).isNotNull();
            await().untilAsserted(() -> assertThat(visits()).containsExactly(viewer.name() + " incident:" + incident));
        }
    }

    @Test
    void everybodyAndEachRoomHasItsOwnLine() {
        Operator other = accounts.fresh(Role.VIEWER);
        long second = open(Set.of());
        look("/api/incidents/" + incident, 200);
        look("/api/incidents/" + second, 200);
        TestAccounts.as(other).get("/api/incidents/" + incident).then().statusCode(200);
        assertThat(visits())
                .containsExactly(
                        viewer.name() + " incident:" + incident,
                        viewer.name() + " incident:" + second,
                        other.name() + " incident:" + incident);
    }

    @Test
    void whoIsRefusedHasNotLooked() {
        Operator reader = accounts.fresh(Role.VIEWER);
        long restricted = open(Set.of(reader.name()));
        look("/api/incidents/" + restricted, 404);
        look("/incidents/" + restricted, 404);
        look("/api/incidents/999999999", 404);
        given().get("/api/incidents/" + incident).then().statusCode(401);
        assertThat(visits()).isEmpty();
    }

    @Test
    void afterAnHourItIsAnotherVisit() {
        Actor actor = new Actor(viewer.name(), Role.VIEWER, Optional.of(viewer.id()));
        SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:00:00Z"));
        RoomVisits visits = new RoomVisits(incidents, audit, clock);
        visits.enter(actor, incident);
        clock.pass(Duration.ofMinutes(59));
        visits.enter(actor, incident);
        assertThat(visits()).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        visits.enter(actor, incident);
        assertThat(visits()).hasSize(2);
        assertThatThrownBy(() -> visits.enter(actor, 999_999_999L)).isInstanceOf(Problem.class);
        assertThat(visits()).hasSize(2);
    }

    @Test
    void readingAWholeRecordIsAuditedEachTime() {
        log.record(List.of(new Matched(activity("e-read"), Set.of(incident))));
        look("/api/incidents/" + incident + "/activity/e-read", 200);
        look("/api/incidents/" + incident + "/activity/e-read", 200);
        look("/api/incidents/" + incident + "/activity/no-such-event", 404);
        assertThat(trail.after(Actor.STAKEOUT, start, 500))
                .extracting("action", "actor", "details")
                .containsExactly(read(), read());
    }

    private Tuple read() {
        return tuple("record.read", viewer.name(), Optional.of("{\"eventId\":\"e-read\"}"));
    }

    private static Activity activity(String eventId) {
        String json =
                "{\"eventID\":\"" + eventId + "\",\"eventName\":\"GetUser\",\"eventSource\":\"iam.amazonaws.com\","
                        + "\"eventTime\":\"2023-07-10T11:42:18Z\",\"userAgent\":\"" + "u".repeat(800) + "\"}";
        CloudTrailRecord record = CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        return Activity.of(record, Lane.CT, Instant.parse("2023-07-10T11:43:00Z"));
    }

    private void look(String path, int status) {
        TestAccounts.as(viewer).get(path).then().statusCode(status);
    }

    private List<String> visits() {
        return trail.after(Actor.STAKEOUT, start, 500).stream()
                .filter(entry -> entry.action().equals("room.opened"))
                .map(entry -> entry.actor() + " " + entry.subject())
                .toList();
    }

    private long open(Set<String> restrictedTo) {
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening(
                                "Visited",
                                Severity.LOW,
                                Follow.DIRECT,
                                List.of(Suspect.of("access-key", "AKIAVISITEDROOM00000", null)),
                                restrictedTo,
                                "person"))
                .id();
    }
}
