package io.stakeout.containment.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Lane;

/** One case of {@code proofs.txt}: a stream, a plan and AWS as the file says, and a look each minute. */
final class Drama {

    private static final Instant T = Instant.parse("2026-05-04T10:00:00Z");
    private static final Terms TERMS = new Terms(Duration.ZERO, Duration.ofMinutes(30), Duration.ofMinutes(15));

    private final Map<Place, PlaceSeen> lanes = new TreeMap<>();
    private Instant start = T;
    private Instant now = T;
    private QuietClock clock = QuietClock.at(T);
    private Calls calls = Calls.NONE;
    private List<String> sessions = List.of();
    private List<String> moves = List.of();
    private Optional<Instant> lastMove = Optional.empty();
    private List<String> tampering = List.of();
    private List<ReadBackLine> lines = List.of();
    private Optional<Instant> readAt = Optional.empty();
    private String aws = "ok";
    private String state = Case.EXECUTED;
    private Finding finding = new Finding(Finding.Kind.WATCHING, "");
    private int reads;
    private boolean green;

    void play(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "run" -> run(words);
            case "newest" -> newest(Lane.valueOf(words[1]), minute(words[2]));
            case "read" -> aws = words[1];
            case "success" ->
                calls = new Calls(1, 0, 0, Optional.of(minute(words[1])), Optional.empty(), calls.leftOpen());
            case "open" -> leftOpen(Long.parseLong(words[1]));
            case "session" -> sessions = List.of("A session was handed out.");
            case "tamper" -> tampering = List.of("Our trail was stopped.");
            case "move" -> {
                moves = List.of("The deny is gone.");
                lastMove = Optional.of(now.plusSeconds(30));
            }
            case "cut" -> putBack(minute(words[1]));
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void leftOpen(long number) {
        List<LeftOpen.By> by = List.of(new LeftOpen.By("1", "a key", number));
        calls = new Calls(0, 0, 0, Optional.empty(), Optional.empty(), new LeftOpen(number, Optional.of(now), by, 0));
    }

    private void putBack(Instant at) {
        start = at;
        state = Case.EXECUTED;
        moves = List.of();
        lastMove = Optional.empty();
    }

    private static Instant minute(String number) {
        return T.plus(Duration.ofMinutes(Long.parseLong(number)));
    }

    private void run(String[] words) {
        String[] span = words[1].split("-");
        for (int minute = Integer.parseInt(span[0]); minute <= Integer.parseInt(span[1]); minute++) {
            now = T.plus(Duration.ofMinutes(minute));
            for (int i = 2; i < words.length; i++) {
                bring(words[i].split("[=/]"));
            }
            look();
        }
    }

    private void bring(String[] lane) {
        Place place = new Place(Lane.valueOf(lane[0]), "111122223333", "us-east-1");
        PlaceSeen before = lanes.getOrDefault(place, new PlaceSeen(place, 100, 10, Optional.of(T.minusSeconds(3_600))));
        long events = Long.parseLong(lane[1]);
        Instant at = now.minus(Duration.ofMinutes(lane.length > 3 ? Long.parseLong(lane[3]) : 0));
        Instant newest = events == 0 || at.isBefore(before.newest().orElseThrow())
                ? before.newest().orElseThrow()
                : at;
        lanes.put(
                place,
                new PlaceSeen(
                        place, before.events() + events, before.own() + Long.parseLong(lane[2]), Optional.of(newest)));
    }

    private void newest(Lane lane, Instant time) {
        lanes.replaceAll((place, seen) ->
                place.lane() == lane ? new PlaceSeen(place, seen.events(), seen.own(), Optional.of(time)) : seen);
    }

    private void look() {
        List<PlaceSeen> seen = new ArrayList<>(lanes.values());
        clock = clock.look(new QuietClock.Look(start, calls.lastSuccess(), seen, now, TERMS.unprovenAfter()));
        Evidence evidence = new Evidence(calls, sessions, moves, lastMove, tampering, lines, readAt);
        Proof proof = new Proof(clock, evidence, TERMS, start, now);
        finding = proof.finding();
        green |= finding.kind() == Finding.Kind.VERIFIED;
        if (proof.wantsReading(plan())) {
            read();
        }
        boolean settled = state.equals(Case.VERIFIED) && finding.kind() != Finding.Kind.CONTESTED;
        if (finding.kind() != Finding.Kind.WATCHING && !settled) {
            state = finding.kind().id();
        }
    }

    private void read() {
        reads++;
        if (!aws.equals("none")) {
            lines = List.of(new ReadBackLine(1, aws.equals("ok"), "as AWS says"));
            readAt = Optional.of(now);
        }
    }

    private Case plan() {
        Case.Times times = new Case.Times(start, start, start, start);
        Map<Long, Cover> covers = Map.of(1L, Cover.ALL);
        return new Case(1, 1, Level.PRINCIPAL, times, state, covers, Set.of(), List.of(), Set.of(), false);
    }

    /** For example {@code verified 31}: silence takes nothing back of what was verified. */
    String result() {
        boolean stays = state.equals(Case.VERIFIED) && finding.kind() == Finding.Kind.WATCHING;
        return (stays ? state : finding.kind().id()) + " " + clock.quiet().toMinutes();
    }

    String text() {
        return finding.text();
    }

    int reads() {
        return reads;
    }

    String green() {
        return green ? "yes" : "no";
    }
}
