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
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres
class EntryLogTest {

    @Inject
    EntryLog log;

    @Inject
    Incidents incidents;

    @Inject
    AgroalDataSource database;

    @Test
    void anEventIsRecordedOncePerIncidentHoweverOftenItComes() throws SQLException {
        long first = open();
        long second = open();
        long before = incidents.get(Actor.STAKEOUT, first).headSeq();
        Recording one =
                log.record(List.of(matched("e-1", first, second), matched("e-1", first), matched("e-2", first)));
        Recording again = log.record(List.of(matched("e-2", first), matched("e-1", second)));
        assertThat(one).isEqualTo(Recording.of(first, 2, 1, 0).plus(Recording.of(second, 1, 0, 0)));
        assertThat(again).isEqualTo(Recording.of(first, 0, 2, 0));
        IncidentView view = incidents.get(Actor.STAKEOUT, first);
        assertThat(view.counters().total()).isEqualTo(2);
        assertThat(view.counters().duplicates()).isEqualTo(2);
        assertThat(view.headSeq()).isEqualTo(before + 2);
        assertThat(seqs(first))
                .isEqualTo(LongStream.rangeClosed(1, view.headSeq()).boxed().toList());
    }

    @Test
    void aClosedIncidentTakesNothingAndTheOthersDo() {
        long open = open();
        long closed = open();
        incidents.close(Actor.STAKEOUT, closed, Verdict.BENIGN, "a test");
        assertThat(log.record(List.of(matched("x", open, closed)))).isEqualTo(Recording.of(open, 1, 0, 1));
        assertThat(incidents.get(Actor.STAKEOUT, closed).counters().total()).isZero();
    }

    @Test
    void whatPostgresCannotKeepAsTextIsKeptAllTheSame() throws SQLException {
        long incident = open();
        String json = "{\"eventID\":\"nul\",\"eventName\":\"A\\u0000B\",\"userAgent\":\"\\ud800\\u0000\\u202e\","
                + "\"eventTime\":\"99999-01-01T00:00:00Z\",\"sourceIPAddress\":\"\\u0000\"}";
        assertThat(log.record(List.of(new Matched(activity(json), Set.of(incident)))))
                .isEqualTo(Recording.of(incident, 1, 0, 0));
        assertThat(seqs(incident))
                .hasSize((int) incidents.get(Actor.STAKEOUT, incident).headSeq());
    }

    /** Four writers, three incidents, overlapping duplicates, notes in between. */
    @Test
    void peopleWhoAddSuspectsAtTheSameMomentDontStandInEachOthersWay() throws Exception {
        long incident = open();
        List<Callable<IncidentView>> additions = IntStream.range(1, 13)
                .mapToObj(i -> Suspect.of("source-ip", "203.0.113." + i, null))
                .map(suspect -> (Callable<IncidentView>) () -> incidents.addSuspect(Actor.STAKEOUT, incident, suspect))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(12);
        try {
            for (Future<IncidentView> addition : pool.invokeAll(additions)) {
                addition.get();
            }
        } finally {
            pool.shutdown();
        }
        IncidentView view = incidents.get(Actor.STAKEOUT, incident);
        assertThat(view.suspects()).hasSize(13);
        assertThat(seqs(incident))
                .isEqualTo(LongStream.rangeClosed(1, view.headSeq()).boxed().toList());
    }

    @Test
    void writersThatOverlapNeverDeadlockAndLeaveNoHole() throws Exception {
        List<Long> targets = List.of(open(), open(), open());
        int events = 900;
        List<Callable<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            int seed = w;
            writers.add(() -> {
                write(targets, events, new Random(seed));
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> writer : pool.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (long incident : targets) {
            IncidentView view = incidents.get(Actor.STAKEOUT, incident);
            assertThat(view.counters().total()).isEqualTo(events);
            assertThat(seqs(incident))
                    .isEqualTo(LongStream.rangeClosed(1, view.headSeq()).boxed().toList());
        }
        long recorded = targets.stream()
                .mapToLong(i -> incidents.get(Actor.STAKEOUT, i).counters().duplicates())
                .sum();
        assertThat(recorded).isEqualTo(4L * events * 3 - 3L * events);
    }

    /** Each writer brings every event for all three incidents, in an order and in slices of its own. */
    private void write(List<Long> targets, int events, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, events).boxed().toList());
        Collections.shuffle(order, random);
        for (int from = 0; from < events; from += 90) {
            List<Matched> batch = order.subList(from, from + 90).stream()
                    .map(n -> matched("e" + n, targets.toArray(Long[]::new)))
                    .toList();
            log.record(batch);
            incidents.note(Actor.STAKEOUT, targets.get(random.nextInt(3)), "a note in between");
        }
    }

    private long open() {
        Suspect suspect = Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null);
        Opening opening = new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person");
        return incidents.open(Actor.STAKEOUT, opening).id();
    }

    private static Matched matched(String eventId, Long... incidents) {
        String json =
                "{\"eventID\":\"" + eventId + "\",\"eventName\":\"GetUser\",\"eventSource\":\"iam.amazonaws.com\","
                        + "\"eventTime\":\"2023-07-10T11:42:18Z\",\"readOnly\":true}";
        return new Matched(activity(json), Set.of(incidents));
    }

    private static Activity activity(String json) {
        CloudTrailRecord record = CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        return Activity.of(record, Lane.CT, Instant.parse("2023-07-10T11:43:00Z"));
    }

    private List<Long> seqs(long incident) throws SQLException {
        List<Long> seqs = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select seq from entry where incident_id = ? order by seq")) {
            statement.setLong(1, incident);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    seqs.add(rows.getLong(1));
                }
            }
        }
        return seqs;
    }
}
