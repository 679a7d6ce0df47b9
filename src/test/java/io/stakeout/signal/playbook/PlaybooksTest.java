package io.stakeout.signal.playbook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Severity;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

import static org.assertj.core.api.Assertions.assertThat;

/** Exactly one playbook decides, and every other one says why it didn't. */
class PlaybooksTest {

    private static final Instant NOW = Instant.parse("2027-01-31T23:59:59Z");
    private static final String EVENT = "{\"source\":\"aws.guardduty\",\"detail\":{\"type\":\"Recon:X\"}}";
    private static final String ANY = "when: {threshold: {score: 0}}\n";
    private static final String RECORD = "then: {record: true}\n";

    @Test
    void theHighestPriorityDecidesThenTheName() {
        Playbooks all = books(
                "name: b\n" + ANY + RECORD + "priority: 7\n",
                "name: a\n" + ANY + RECORD + "priority: 7\n",
                "name: c\n" + ANY + RECORD + "priority: 9\n",
                "name: d\n" + ANY + RECORD + "priority: 1\n");

        Ruling ruling = judge(all, Signals.risk().signal());

        assertThat(ruling.fired()).map(Playbook::name).contains("c");
        assertThat(told(ruling))
                .containsExactly(
                        "c: the threshold is reached",
                        "a: the threshold is reached; but c decides, priority 9 against 7",
                        "b: the threshold is reached; but c decides, priority 9 against 7",
                        "d: the threshold is reached; but c decides, priority 9 against 1");
        Ruling without = judge(
                books("name: b\n" + ANY + RECORD, "name: a\n" + ANY + RECORD),
                Signals.risk().signal());
        assertThat(told(without))
                .last()
                .isEqualTo("b: the threshold is reached; but a decides, first by name at priority 50");
    }

    @Test
    void whatDoesntMatchSaysWhy() {
        Playbooks all = books(
                "name: a\nwhen: {pattern: {detail: {type: [{prefix: UnauthorizedAccess}]}}}\n" + RECORD,
                "name: b\nwhen: {threshold: {score: 90}}\n" + RECORD,
                "name: c\nwhen: {pattern: {detail: {gone: [x]}}}\n" + RECORD,
                "name: d\nwhen: {pattern: {source: [aws.guardduty]}, threshold: {source: [ueba], score: 99}}\n"
                        + RECORD,
                "name: e\nwhen: {pattern: {$or: [{source: [x], detail: {type: [y]}}, {source: [aws.guardduty], detail:"
                        + " {type: [z]}}]}}\n" + RECORD);

        Ruling ruling = judge(all, Signals.risk().signal());

        assertThat(ruling.fired()).isEmpty();
        assertThat(ruling.opens()).isFalse();
        assertThat(told(ruling))
                .containsExactly(
                        "a: pattern: detail.type is 'Recon:X', wants prefix 'UnauthorizedAccess'",
                        "b: threshold: score is 80, wants >= 90",
                        "c: pattern: detail.gone isn't there, wants 'x'",
                        "d: threshold: score is 80, wants >= 99",
                        "e: pattern: none of its 2 alternatives; of the nearest, detail.type is 'Recon:X', wants 'z'");
    }

    @Test
    void anExceptionCountsUntilItsLastDayAndOnlyWithOwnerAndEnd() {
        String entry = "name: a\n" + ANY + RECORD + "unless:\n  - {principal: \"" + Signals.ALICE + "\"";
        Signal signal = Signals.risk().signal();

        assertThat(told(judge(books(entry + ", owner: secops, until: 2027-01-31, why: ours}"), signal)))
                .containsExactly("a: unless: " + Signals.ALICE + " is excepted until 2027-01-31 by secops: ours");
        assertThat(told(judge(books(entry + ", owner: secops, until: 2027-01-30}"), signal)))
                .containsExactly("a: the threshold is reached; the entry for " + Signals.ALICE
                        + " doesn't count: it ended on 2027-01-30");
        assertThat(told(judge(books(entry + ", until: 2027-12-31}"), signal)))
                .containsExactly("a: the threshold is reached; the entry for " + Signals.ALICE
                        + " doesn't count: it has no owner");
        assertThat(told(judge(books(entry + ", owner: secops}"), signal)))
                .containsExactly("a: the threshold is reached; the entry for " + Signals.ALICE
                        + " doesn't count: it has no day on which it ends (until)");
    }

    @Test
    void anExceptionForARoleIsForItsSessionsAndForNobodyBeside() {
        Playbooks all = books("name: a\n" + ANY + RECORD
                + "unless: [{principal: \"arn:aws:iam::111122223333:role/ci/scan*\", owner: o, until: 2027-12-31}]");
        String session = "arn:aws:sts::111122223333:assumed-role/scanner/run";
        Signals signal = Signals.risk();

        assertThat(judge(all, signal.on(Signals.arn(session)).signal()).fired()).isEmpty();
        assertThat(judge(
                                all,
                                signal.on(Signals.arn(session), Signals.arn(Signals.ALICE))
                                        .signal())
                        .fired())
                .as("it names somebody else too")
                .isPresent();
        assertThat(judge(
                                all,
                                signal.on(Signals.arn(session.replace("111122223333", "999922223333")))
                                        .signal())
                        .fired())
                .as("another account")
                .isPresent();
        assertThat(judge(all, signal.on().signal()).fired()).as("nobody").isPresent();
    }

    @Test
    void earlierVerdictsQuietenItAndSayThatTheyDo() {
        Playbooks all = books("name: a\n" + ANY + "then: {open: {title: x}, auto: {level: L1}, history: {quieten-after:"
                + " {benign: 3}}}\n");
        Signal signal = Signals.risk().signal();

        Ruling twice = judge(all, signal, new History(9, Map.of("benign", 2)));
        Ruling thrice = judge(all, signal, new History(9, Map.of("benign", 3)));
        Ruling attacked = judge(all, signal, new History(9, Map.of("benign", 3, "malicious", 1)));

        assertThat(twice.opens()).isTrue();
        assertThat(twice.auto().permitted()).isTrue();
        assertThat(thrice.opens()).isFalse();
        assertThat(thrice.quietened())
                .map(Quietened::why)
                .hasValueSatisfying(why -> assertThat(why)
                        .isEqualTo(
                                "only recorded: 3 earlier verdicts were benign, 3 quieten it, and none was malicious"));
        assertThat(thrice.auto().permitted()).isFalse();
        assertThat(attacked.opens()).isTrue();
    }

    @Test
    void aPatternIsNotForAnEventThatCantBeJudged() {
        Playbooks all = books("name: a\nwhen: {pattern: {source: [x]}}\n" + RECORD);
        for (String event : List.of("", "[]", "{\"source\":\"x\",\"source\":\"y\"}", "{\"source\":\"x\"} {}", "{")) {
            Ruling ruling = all.judge(bytes(event), Signals.risk().signal(), Trust.SIGNED, History.NONE, NOW);

            assertThat(ruling.considered().get(0).why()).as(event).isEqualTo("pattern: " + When.UNREADABLE);
        }
    }

    @Test
    void listsThatWouldTakeForEverAreNotJudged() {
        String element = "{\"a\":\"x\",\"b\":\"y\"},";
        String event = "{\"l\":[" + element.repeat(2_000) + "{}]}";
        Playbooks all = books("name: a\nwhen: {pattern: {l: {a: [x], b: [z]}}}\n" + RECORD);

        Ruling ruling = all.judge(bytes(event), Signals.risk().signal(), Trust.SIGNED, History.NONE, NOW);

        assertThat(told(ruling)).containsExactly("a: pattern: the lists of the event are too long to be judged");
    }

    @Test
    void membersOfDifferentElementsDontMakeAMatch() {
        Playbooks all = books("name: a\nwhen: {pattern: {l: {a: [x], b: [y]}}}\n" + RECORD);
        String apart = "{\"l\":[{\"a\":\"x\"},{\"b\":\"y\"}]}";

        Ruling ruling = all.judge(bytes(apart), Signals.risk().signal(), Trust.SIGNED, History.NONE, NOW);

        assertThat(told(ruling))
                .containsExactly("a: pattern: its members are there, but in different elements of a list");
    }

    @Test
    void aTitleIsSafeWhateverTheDetectorWrites() {
        String hostile = "x\u202Egnp.\u0000{principal}$1\\" + "y".repeat(400);
        Signal signal = Signals.risk().of("ueba", "risk", hostile).signal();
        Playbook one = books("name: a\n" + ANY + "then: {open: {title: \"{type}: {principal}\"}}\n")
                .all()
                .get(0);

        String title = one.then().open().orElseThrow().title().of(signal);

        assertThat(title)
                .hasSizeLessThanOrEqualTo(Title.MAX_LENGTH)
                .startsWith("x⟨U+202E⟩gnp.\u2400{principal}$1\\y")
                .endsWith("…");
    }

    @Test
    void severityComesFromTheScore() {
        Then.Opening opening = books("name: a\n" + ANY + "then: {open: {title: x, severity: from-score}}\n")
                .all()
                .get(0)
                .then()
                .open()
                .orElseThrow();

        assertThat(Stream.of(0, 39, 40, 69, 70, 89, 90, 100)
                        .map(score ->
                                opening.severity(Signals.risk().scored(score).signal())))
                .containsExactly(
                        Severity.LOW,
                        Severity.LOW,
                        Severity.MEDIUM,
                        Severity.MEDIUM,
                        Severity.HIGH,
                        Severity.HIGH,
                        Severity.CRITICAL,
                        Severity.CRITICAL);
    }

    private static Ruling judge(Playbooks all, Signal signal) {
        return judge(all, signal, History.NONE);
    }

    private static Ruling judge(Playbooks all, Signal signal, History history) {
        return all.judge(bytes(EVENT), signal, Trust.SIGNED, history, NOW);
    }

    private static List<String> told(Ruling ruling) {
        return ruling.considered().stream()
                .map(one -> one.playbook().name() + ": " + one.why())
                .toList();
    }

    private static Playbooks books(String... files) {
        return new Playbooks(
                Stream.of(files)
                        .map(file -> PlaybookReader.read(bytes(file), "x.yaml", false))
                        .toList(),
                new AutoRule(Level.SESSION));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
