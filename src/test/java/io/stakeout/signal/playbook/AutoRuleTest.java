package io.stakeout.signal.playbook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Verdict;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Something is executed without a person only when nothing at all speaks against it. */
class AutoRuleTest {

    private static final Quietened QUIET = new Quietened(Verdict.BENIGN, 3, "only recorded");
    private static final Playbook READ = PlaybookReader.read("""
            name: x
            when: {threshold: {score: 0}}
            then: {open: {title: x}, history: {require-no: benign}}
            """.getBytes(StandardCharsets.UTF_8), "x.yaml", false);
    private static final History BENIGN = new History(3, Map.of("benign", 1));

    /** Each bit is one thing that speaks against it. */
    private record Case(int bits, Level asked, Level max, Trust trust) {

        boolean has(int bit) {
            return (bits & 1 << bit) != 0;
        }

        Permission judge() {
            Signals signal = Signals.guardDuty();
            signal = has(0) ? signal.sampled(true) : signal;
            signal = has(1) ? signal.of("awsmock.guardduty", "x", "y") : signal;
            signal = has(2) ? signal.active(false) : signal;
            signal = has(3) ? signal.on() : signal;
            Signal told = signal.signal();
            Optional<Quietened> quietened = has(4) ? Optional.of(QUIET) : Optional.empty();
            History history = has(5) ? BENIGN : History.NONE;
            return new AutoRule(max).judge(Optional.of(asking(has(6) ? null : asked)), told, trust, history, quietened);
        }

        List<String> expected() {
            List<String> why = new ArrayList<>();
            add(why, has(6), "the playbook has no auto");
            add(why, !has(6) && asked.ordinal() > max.ordinal(), "it asks for " + asked.id());
            add(why, trust == Trust.STREAM, "who told it can't be trusted so far: stream");
            add(why, has(0), "it is a sample");
            add(why, has(1), "its source is made up");
            add(why, has(2), "the detector doesn't stand by it");
            add(why, has(3), "it names nobody");
            add(why, has(4), "it is only recorded");
            add(why, has(5), "an earlier verdict was benign (1)");
            return why;
        }

        private static void add(List<String> why, boolean when, String text) {
            if (when) {
                why.add(text);
            }
        }
    }

    @Test
    void everyCombinationIsPermittedOnlyWithoutAnyRefusal() {
        int permitted = 0;
        for (Case one : cases()) {
            Permission answer = one.judge();
            List<String> expected = one.expected();

            assertThat(answer.permitted()).as("%s", one).isEqualTo(expected.isEmpty());
            assertThat(answer.refusals()).as("%s", one).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(answer.refusals().get(i)).as("%s", one).startsWith(expected.get(i));
            }
            permitted += answer.permitted() ? 1 : 0;
        }
        assertThat(permitted)
                .as("L1 to L3 within L1, L2 and L3, by two kinds of trust")
                .isEqualTo((1 + 2 + 3) * 2);
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Level max : List.of(Level.OBSERVE, Level.CLIP, Level.SESSION, Level.PRINCIPAL)) {
            for (Level asked : List.of(Level.CLIP, Level.SESSION, Level.PRINCIPAL, Level.KEYS)) {
                for (Trust trust : Trust.values()) {
                    for (int bits = 0; bits < 1 << 7; bits++) {
                        cases.add(new Case(bits, asked, max, trust));
                    }
                }
            }
        }
        return cases;
    }

    @Test
    void theLimitIsNeverAboveL3() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AutoRule(Level.KEYS));
        assertThatIllegalArgumentException().isThrownBy(() -> new AutoRule(Level.ACCOUNT));
    }

    @Test
    void whereNoPlaybookFiresNothingIsExecuted() {
        Permission answer = new AutoRule(Level.SESSION)
                .judge(Optional.empty(), Signals.risk().signal(), Trust.SIGNED, History.NONE, Optional.empty());

        assertThat(answer.refusals()).containsExactly("no playbook fired");
    }

    /** With a level put in that a file can't have. */
    private static Playbook asking(Level level) {
        Then then = READ.then();
        Then asking = new Then(
                true,
                then.open(),
                then.watch(),
                then.notice(),
                then.checklist(),
                then.draft(),
                Optional.ofNullable(level),
                then.history());
        return new Playbook("x", 50, "x.yaml", false, READ.sha256(), READ.when(), List.of(), asking);
    }
}
