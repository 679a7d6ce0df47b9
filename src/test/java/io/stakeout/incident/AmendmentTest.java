package io.stakeout.incident;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;

/** Two lanes bring the same calls, CloudTrail corrects some: one row each, and each later copy said once. */
@QuarkusTest
@WithPostgres
class AmendmentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant ARRIVAL = Instant.parse("2023-07-10T11:43:00Z");

    @Inject
    EntryLog log;

    @Inject
    Incidents incidents;

    @Inject
    Timeline timeline;

    @Inject
    AgroalDataSource database;

    private long incident;

    @BeforeEach
    void anOpenIncident() {
        Suspect suspect = Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null);
        Opening opening = new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person");
        incident = incidents.open(Actor.STAKEOUT, opening).id();
    }

    @Test
    void theFirstLaneIsTheRowAndTheSecondAmendsItOnce() throws Exception {
        record(call("e-1", Lane.EB));
        assertThat(record(call("e-1", Lane.CW))).isEqualTo(Recording.of(incident, 0, 1, 0));
        assertThat(record(call("e-1", Lane.CW))).isEqualTo(Recording.of(incident, 0, 1, 0));
        assertThat(record(call("e-1", Lane.EB))).isEqualTo(Recording.of(incident, 0, 1, 0));
        List<JsonNode> said = entries("amendment");
        assertThat(said).hasSize(1);
        long row = entries("activity").get(0).path("seq").asLong();
        assertThat(said.get(0))
                .isEqualTo(JSON.readTree("{\"seq\":" + (row + 1) + ",\"kind\":\"amendment\",\"at\":\"" + ARRIVAL
                        + "\",\"ofSeq\":" + row + ",\"what\":\"arrival\",\"lane\":\"CW\",\"arrivedAt\":\"" + ARRIVAL
                        + "\"}"));
        Counters counters = incidents.get(Actor.STAKEOUT, incident).counters();
        assertThat(counters.total()).isEqualTo(1);
        assertThat(counters.duplicates()).isEqualTo(3);
    }

    @Test
    void eachFurtherLaneIsSaidAlsoWithinOneTransaction() throws Exception {
        record(call("e-1", Lane.CW), call("e-1", Lane.EB), call("e-1", Lane.CT), call("e-1", Lane.EB));
        assertThat(entries("amendment"))
                .extracting(entry -> entry.path("lane").asText())
                .containsExactly("EB", "CT");
        assertNoHoles();
    }

    @Test
    void aFileAmendsNothingButALaneAmendsWhatAFileBrought() throws Exception {
        record(call("by-lane", Lane.CW), call("by-file", Lane.IMPORT));
        record(call("by-lane", Lane.IMPORT), call("by-file", Lane.CW));
        assertThat(entries("amendment"))
                .extracting(entry -> entry.path("lane").asText())
                .containsExactly("CW");
        assertThat(incidents.get(Actor.STAKEOUT, incident).counters().duplicates())
                .isEqualTo(2);
    }

    @Test
    void whatIsReadAgainIsPassedOverInSilenceUnlessItIsNew() throws Exception {
        record(call("known", Lane.CW));
        Recording again = record(
                new Matched(call("known", Lane.EB).activity(), Set.of(incident), true),
                new Matched(call("new", Lane.EB).activity(), Set.of(incident), true));
        assertThat(again).isEqualTo(Recording.of(incident, 1, 0, 0));
        assertThat(entries("amendment")).isEmpty();
        assertThat(entries("activity")).hasSize(2);
        assertThat(incidents.get(Actor.STAKEOUT, incident).counters().duplicates())
                .isZero();
    }

    @Test
    void aCorrectionAmendsItsOriginalOnceWithItsRecordKept() throws Exception {
        record(call("original", Lane.EB));
        Matched correction = correction("correction", "original");
        assertThat(record(correction)).isEqualTo(Recording.of(incident, 1, 0, 0));
        assertThat(record(correction)).isEqualTo(Recording.of(incident, 0, 1, 0));
        assertThat(record(new Matched(correction.activity(), Set.of(incident), true)))
                .isEqualTo(Recording.NOTHING);
        assertThat(entries("amendment")).singleElement().satisfies(said -> {
            assertThat(said.path("ofSeq").asLong())
                    .isEqualTo(entries("activity").get(0).path("seq").asLong());
            assertThat(said.path("what").asText()).isEqualTo("addendum");
            assertThat(said.path("reason").asText()).isEqualTo("UPDATED_DATA");
            assertThat(said.path("updatedFields").asText()).isEqualTo("errorCode");
            assertThat(said.path("eventId").asText()).isEqualTo("correction");
            assertThat(said.path("outcome").asText()).isEqualTo("denied");
            assertThat(said.path("errorCode").asText()).isEqualTo("AccessDenied");
            assertThat(said.path("class").asText()).isNotEmpty();
            assertThat(said.path("risk").asText()).isNotEmpty();
            assertThat(said.path("sentence").asText()).isNotEmpty();
            assertThat(said.path("parts").isArray()).isTrue();
        });
        Counters counters = incidents.get(Actor.STAKEOUT, incident).counters();
        assertThat(counters.total()).isEqualTo(1);
        assertThat(counters.denied()).isZero();
        assertNoHoles();
    }

    @Test
    void aCorrectionOfWhatNobodyHasIsACallOfItsOwnThatSaysSo() throws Exception {
        record(correction("orphan", "never seen"), addendum("late", "{\"reason\":\"DELIVERY_DELAY\"}"));
        assertThat(entries("amendment")).isEmpty();
        List<JsonNode> calls = entries("activity");
        assertThat(calls.get(0).path("addendum"))
                .isEqualTo(JSON.readTree("{\"reason\":\"UPDATED_DATA\",\"originalEventId\":\"never seen\"}"));
        assertThat(calls.get(1).path("addendum"))
                .isEqualTo(JSON.readTree("{\"reason\":\"DELIVERY_DELAY\",\"originalEventId\":null}"));
        assertThat(incidents.get(Actor.STAKEOUT, incident).counters().total()).isEqualTo(2);
    }

    @Test
    void theWholeRecordTellsArrivalsAndCorrectionsAndIsUntouchedWithoutThem() throws Exception {
        Matched original = call("whole", Lane.EB);
        record(original);
        assertThat(timeline.record(Actor.STAKEOUT, incident, "whole"))
                .isEqualTo(original.activity().record().raw());
        record(call("whole", Lane.CW), correction("fix", "whole"));
        JsonNode whole = JSON.readTree(timeline.record(Actor.STAKEOUT, incident, "whole"));
        assertThat(whole.path("eventID").asText()).isEqualTo("whole");
        JsonNode later = whole.path("stakeout");
        assertThat(later.path("arrivals"))
                .extracting(arrival -> arrival.path("lane").asText())
                .containsExactly("EB", "CW");
        assertThat(later.path("addenda")).singleElement().satisfies(addendum -> {
            assertThat(addendum.path("arrivedAt").asText()).isEqualTo(ARRIVAL.toString());
            assertThat(addendum.at("/record/eventID").asText()).isEqualTo("fix");
            assertThat(addendum.at("/record/responseElements/credentials/secretAccessKey")
                            .asText())
                    .isEqualTo("[redacted]");
        });
    }

    /** Six writers, two lanes: whoever comes first, each call is one row and one amendment. */
    @Test
    void manyWritersOfTwoLanesLeaveOneRowAndOneAmendmentOfEachCall() throws Exception {
        int events = 600;
        List<Callable<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 6; w++) {
            Lane lane = w % 2 == 0 ? Lane.CW : Lane.EB;
            Random random = new Random(w);
            writers.add(() -> bring(lane, events, random));
        }
        ExecutorService pool = Executors.newFixedThreadPool(writers.size());
        try {
            for (Future<Void> writer : pool.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(number("select count(*) from activity where incident_id = ?"))
                .isEqualTo(events);
        assertThat(number("select count(distinct of_seq) from amendment where incident_id = ?"))
                .isEqualTo(events);
        assertThat(number("select count(*) from amendment where incident_id = ?"))
                .isEqualTo(events);
        assertThat(number("select count(*) from amendment m join activity a on a.incident_id = m.incident_id"
                        + " and a.seq = m.of_seq where m.incident_id = ? and a.lane = m.lane"))
                .isZero();
        Counters counters = incidents.get(Actor.STAKEOUT, incident).counters();
        assertThat(counters.total()).isEqualTo(events);
        assertThat(counters.duplicates()).isEqualTo(5L * events);
        assertNoHoles();
    }

    private Void bring(Lane lane, int events, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, events).boxed().toList());
        Collections.shuffle(order, random);
        for (int from = 0; from < events; from += 60) {
            log.record(order.subList(from, from + 60).stream()
                    .map(n -> call("e" + n, lane))
                    .toList());
        }
        return null;
    }

    private Recording record(Matched... batch) {
        return log.record(List.of(batch));
    }

    private Matched call(String eventId, Lane lane) {
        return matched(lane, "{\"eventID\":\"" + eventId + "\",\"eventName\":\"GetUser\"}");
    }

    private Matched correction(String eventId, String originalEventId) {
        return addendum(
                eventId,
                "{\"reason\":\"UPDATED_DATA\",\"updatedFields\":\"errorCode\",\"originalRequestID\":\"r\","
                        + "\"originalEventID\":\"" + originalEventId + "\"}");
    }

    private Matched addendum(String eventId, String addendum) {
        return matched(
                Lane.CW,
                "{\"eventID\":\"" + eventId + "\",\"eventName\":\"AssumeRole\",\"errorCode\":\"AccessDenied\","
                        + "\"responseElements\":{\"credentials\":{\"secretAccessKey\":\"hush\"}},\"addendum\":"
                        + addendum + "}");
    }

    private Matched matched(Lane lane, String json) {
        CloudTrailRecord record = CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        return new Matched(Activity.of(record, lane, ARRIVAL), Set.of(incident));
    }

    private List<JsonNode> entries(String kind) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        for (EntryLine line : timeline.after(incident, 0, 500)) {
            JsonNode entry = JSON.readTree(line.json());
            if (entry.path("kind").asText().equals(kind)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private void assertNoHoles() throws SQLException {
        long head = incidents.get(Actor.STAKEOUT, incident).headSeq();
        assertThat(number("select count(*) from entry where incident_id = ? and seq > 0"))
                .isEqualTo(head);
        assertThat(number("select coalesce(max(seq), 0) from entry where incident_id = ?"))
                .isEqualTo(head);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, incident);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
