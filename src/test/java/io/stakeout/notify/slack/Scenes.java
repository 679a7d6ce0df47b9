package io.stakeout.notify.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.containment.PlanState;
import io.stakeout.containment.PlanView;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.proof.LeftOpen;
import io.stakeout.containment.proof.ProofView;
import io.stakeout.incident.Counters;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.Freshness;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.notify.Counts;
import io.stakeout.notify.Digest;
import io.stakeout.notify.NotifyJson;
import io.stakeout.notify.news.Room;
import io.stakeout.watch.Follow;

/** An incident at a moment, for messages about it: that of the design, and one whose every text is hostile. */
final class Scenes {

    static final Instant AT = Instant.parse("2026-03-01T12:16:04Z");
    static final Instant CUT_OFF = Instant.parse("2026-03-01T12:10:07Z");
    static final RoomAddress ADDRESS = new RoomAddress(Optional.of("https://stakeout.example.org/"));

    private Scenes() {}

    static RoomFacts watching() {
        return facts(incident("Suspected key leak: bert-jan", "watching", "bert-jan"), List.of());
    }

    static RoomFacts verifying() {
        return facts(
                incident("Suspected key leak: bert-jan", "watching", "bert-jan"),
                List.of(plan(7, PlanState.EXECUTED, "bert-jan", "Key used from an unknown address.")));
    }

    static RoomFacts closed() {
        return facts(
                incident("Suspected key leak: bert-jan", "closed", "bert-jan"),
                List.of(plan(7, PlanState.VERIFIED, "bert-jan", "Key used from an unknown address.")));
    }

    static RoomFacts hostile(String text) {
        return facts(incident(text, "watching", text), List.of(plan(7, PlanState.AWAITING_APPROVAL, text, text)));
    }

    static RoomFacts facts(IncidentView incident, List<PlanView> plans) {
        Freshness.Lag lag = new Freshness.Lag(Optional.of(Duration.ofSeconds(6)), Optional.of(Duration.ofSeconds(171)));
        return new RoomFacts(incident, lag, plans, AT);
    }

    static IncidentView incident(String title, String state, String suspect) {
        boolean closed = state.equals("closed");
        return new IncidentView(
                214,
                title,
                Severity.HIGH,
                Follow.FULL,
                state,
                "person",
                "m.okafor",
                Instant.parse("2026-03-01T11:56:00Z"),
                closed ? Optional.of(Instant.parse("2026-03-01T13:00:00Z")) : Optional.empty(),
                closed ? Optional.of(Verdict.values()[0]) : Optional.empty(),
                closed ? Optional.of("Key was on a public page; " + suspect) : Optional.empty(),
                List.of(new IncidentView.SuspectView(
                        1, "user-name", suspect, Optional.of("123837392027"), "m.okafor", AT)),
                new Counters(703, 497, 183, 6, 17, 78, 0, 0, 12),
                Optional.of(Instant.parse("2026-03-01T12:13:36Z")),
                Optional.of(AT),
                760,
                List.of());
    }

    static PlanView plan(long id, PlanState state, String principal, String reason) {
        boolean cut = state == PlanState.EXECUTED || state == PlanState.VERIFIED;
        return new PlanView(
                id,
                214,
                Level.PRINCIPAL,
                state,
                state.id(),
                "sha256-0123456789abcdef",
                Optional.empty(),
                Optional.empty(),
                "m.okafor",
                AT,
                reason,
                Optional.of("m.okafor"),
                Optional.of(Instant.parse("2026-03-01T12:08:00Z")),
                Optional.of(Instant.parse("2026-03-01T12:23:00Z")),
                cut ? Optional.of("l.haas") : Optional.empty(),
                cut ? Optional.of(CUT_OFF) : Optional.empty(),
                cut ? Optional.of(false) : Optional.empty(),
                cut ? Optional.of(CUT_OFF) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                principal,
                new Draft.Options(false, false, 0),
                List.of(),
                Map.of(),
                List.of(),
                steps(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                cut ? Optional.of(proof()) : Optional.empty(),
                Map.of());
    }

    private static List<PlanView.StepLine> steps() {
        List<PlanView.StepLine> steps = new ArrayList<>();
        for (int n = 1; n <= 6; n++) {
            steps.add(new PlanView.StepLine(
                    n,
                    null,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    "done",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return steps;
    }

    private static ProofView proof() {
        return new ProofView(
                "nothing succeeds",
                "nothing",
                0,
                14,
                0,
                new LeftOpen(0, Optional.empty(), List.of(), 0),
                Optional.empty(),
                Optional.empty(),
                Optional.of(CUT_OFF),
                360,
                1_800,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                "quiet");
    }

    /** A row of the room. */
    static EntryLine call(long seq, String at, String activityClass, String outcome, String verb, String object) {
        ObjectNode node = NotifyJson.object().put("seq", seq).put("kind", "activity");
        node.put("eventTime", at)
                .put("arrivedAt", Instant.parse(at).plusSeconds(5).toString());
        node.put("class", activityClass).put("outcome", outcome).put("sentence", "bert-jan " + verb + " " + object);
        node.put("sourceIp", "192.168.10.20").put("region", "us-east-1").put("account", "123837392027");
        node.putArray("parts").addArray().add("actor").add("bert-jan");
        ((com.fasterxml.jackson.databind.node.ArrayNode) node.path("parts"))
                .addArray()
                .add("text")
                .add(" " + verb + " ");
        ((com.fasterxml.jackson.databind.node.ArrayNode) node.path("parts"))
                .addArray()
                .add("object")
                .add(object);
        return new EntryLine(seq, NotifyJson.write(node));
    }

    static Digest digest(long after, long upto, Counts counts, List<EntryLine> entries) {
        Room room = new Room(
                214,
                "Suspected key leak",
                Severity.HIGH,
                "watching",
                List.of("user-name bert-jan"),
                0,
                false,
                Set.of());
        return new Digest(
                "log:214:" + after,
                room,
                after,
                upto,
                counts,
                new Counters(
                        counts.calls(),
                        counts.reads(),
                        counts.writes(),
                        counts.identities(),
                        counts.tampers(),
                        counts.denied(),
                        counts.failed(),
                        counts.throttled(),
                        0),
                entries,
                Optional.of(Instant.parse("2026-03-01T12:02:41Z")),
                1,
                Optional.empty());
    }
}
