package io.stakeout.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.Actor;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Timeline;
import io.stakeout.incident.Verdict;
import io.stakeout.incident.lineage.LineageView;
import io.stakeout.testing.Traffic;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;

import static org.awaitility.Awaitility.await;

/** Incidents that follow what is played, and how to know when everybody has been looked for. */
@ApplicationScoped
class Following {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Incidents incidents;
    private final IdentityDesk desk;
    private final Timeline timeline;
    private final ReplayLane lane;
    private final Rescan rescan;
    private final CurrentWatch watch;
    private final Set<Long> open = new CopyOnWriteArraySet<>();

    Following(
            Incidents incidents,
            IdentityDesk desk,
            Timeline timeline,
            ReplayLane lane,
            Rescan rescan,
            CurrentWatch watch) {
        this.incidents = incidents;
        this.desk = desk;
        this.timeline = timeline;
        this.lane = lane;
        this.rescan = rescan;
        this.watch = watch;
    }

    long open(Follow follow, Suspect suspect) {
        Opening opening = new Opening("followed", Severity.LOW, follow, List.of(suspect), Set.of(), "person");
        long incident = incidents.open(Actor.STAKEOUT, opening).id();
        open.add(incident);
        return incident;
    }

    void close(long incident) {
        incidents.close(Actor.STAKEOUT, incident, Verdict.EXERCISE, "test over");
        open.remove(incident);
    }

    /** Plays records, some in each payload, until everybody who is found has been looked for. */
    void playRecords(List<String> records, int inEach) {
        List<byte[]> payloads = new ArrayList<>();
        for (int from = 0; from < records.size(); from += inEach) {
            payloads.add(Traffic.logs(records.subList(from, Math.min(records.size(), from + inEach))));
        }
        play(payloads);
    }

    void play(List<byte[]> payloads) {
        ReplayLane.Performance performance = lane.start("a test", () -> false);
        payloads.forEach(payload -> performance.play(payload, Instant.EPOCH));
        performance.end();
        settle();
    }

    /** What was found may hand out more, so it is settled when all whom the database knows have been looked for. */
    void settle() {
        await().atMost(SOON).until(() -> open.stream().allMatch(this::settled));
    }

    private boolean settled(long incident) {
        Set<Watch> looked = rescan.done().watches().stream()
                .filter(one -> one.incident() == incident)
                .collect(Collectors.toSet());
        return looked.equals(watch.of(incident).watches());
    }

    long total(long incident) {
        return incidents.get(Actor.STAKEOUT, incident).counters().total();
    }

    LineageView lineage(long incident) {
        return desk.lineage(Actor.STAKEOUT, incident);
    }

    LineageView.Identity identity(long incident, String value) {
        return lineage(incident).identities().stream()
                .filter(identity -> identity.value().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no identity " + value));
    }

    List<String> entries(long incident) {
        List<String> all = new ArrayList<>();
        List<EntryLine> page = timeline.after(incident, 0, Timeline.MOST_PER_PAGE);
        while (!page.isEmpty()) {
            page.forEach(line -> all.add(line.json()));
            page = timeline.after(incident, page.get(page.size() - 1).seq(), Timeline.MOST_PER_PAGE);
        }
        return all;
    }
}
