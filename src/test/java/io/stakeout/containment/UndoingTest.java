package io.stakeout.containment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** Which steps an undo has, and what each puts back. */
class UndoingTest {

    private static final PrincipalRef USER = new PrincipalRef(PrincipalRef.Kind.USER, "444455556666", "mallory");
    private static final Slot LIST = new Slot.InlinePolicy(USER, "P");
    private static final Slot BOUNDARY = new Slot.Boundary(USER);
    private static final Slot KEY = new Slot.KeyStatus(USER, "AKIAEXAMPLE000000001");
    private static final Slot PASSWORD = new Slot.Password(USER);
    private static final Change DENY = new Change.AddStatement("S1", "{\"Sid\":\"S1\",\"t\":\"{cut-off}\"}");
    private static final Change OFF = new Change.Put(Optional.of("Inactive"));

    private static StepRow row(int n, Slot slot, Change change, boolean renewal, String state) {
        String title = renewal ? "Once more after changes have spread: Cut it" : "Cut it";
        Step step = new Step(
                title,
                "iam:X",
                slot,
                change,
                List.of(1L),
                renewal,
                "",
                "",
                "",
                "",
                "",
                !(slot instanceof Slot.Password));
        StepRow row = new StepRow();
        row.planId = 1L;
        row.n = n;
        row.step = DraftJson.write(step);
        row.slot = slot.id();
        row.state = state;
        return row;
    }

    private static StepRow tried(StepRow row, String before, String after) {
        row.beforeKnown = true;
        row.beforeValue = before;
        row.afterValue = after;
        row.attempts = 1;
        return row;
    }

    private static List<Change> changes(StepRow... rows) {
        return Undoing.steps(List.of(rows)).stream()
                .map(back -> back.step().change())
                .toList();
    }

    @Test
    void theLastStepIsTakenBackFirstWithWhatWasThereBefore() {
        StepRow boundary = tried(row(1, BOUNDARY, new Change.Put(Optional.of("deny")), false, "done"), "old", "deny");
        StepRow key = tried(row(2, KEY, OFF, false, "done"), "Active", "Inactive");

        List<Undoing.Back> back = Undoing.steps(List.of(boundary, key));

        assertThat(back).extracting(b -> b.step().slot()).containsExactly(KEY, BOUNDARY);
        assertThat(back)
                .extracting(b -> b.step().change())
                .containsExactly(new Change.Put(Optional.of("Active")), new Change.Put(Optional.of("old")));
        assertThat(back)
                .extracting(Undoing.Back::expected)
                .containsExactly(Optional.of("Inactive"), Optional.of("deny"));
    }

    @Test
    void whatWasSoBeforeAndWhatWasNeverTriedStaysAsItIs() {
        assertThat(changes(
                        tried(row(1, KEY, OFF, false, "already"), "Inactive", "Inactive"),
                        row(2, BOUNDARY, OFF, false, "pending"),
                        tried(row(3, PASSWORD, new Change.Put(Optional.empty()), false, "done"), "set", null)))
                .isEmpty();
    }

    @Test
    void aStatementThatWasWrittenTwiceIsTakenBackOnceAsItIsNow() {
        assertThat(changes(
                        tried(row(1, LIST, DENY, false, "done"), null, "first"),
                        tried(row(2, LIST, DENY, true, "done"), "list", "second")))
                .containsExactly(new Change.RemoveStatement("S1", "second"));
    }

    @Test
    void aStatementWhoseRenewalNeverCameIsTakenBackAllTheSame() {
        assertThat(changes(
                        tried(row(1, LIST, DENY, false, "done"), null, "first"), row(2, LIST, DENY, true, "pending")))
                .containsExactly(new Change.RemoveStatement("S1", "first"));
    }

    @Test
    void aRenewalThatWasFoundWrittenIsTakenBackAsItIsThere() {
        assertThat(changes(
                        tried(row(1, LIST, DENY, false, "done"), null, "first"),
                        tried(row(2, LIST, DENY, true, "already"), "list", "second")))
                .containsExactly(new Change.RemoveStatement("S1", "second"));
    }

    @Test
    void aStepOfWhichNobodyKnowsWhetherItTookEffectIsTakenBackToo() {
        assertThat(changes(
                        tried(row(1, KEY, OFF, false, "failed"), "Active", "Inactive"),
                        tried(row(2, LIST, DENY, false, "running"), null, "first")))
                .containsExactly(new Change.RemoveStatement("S1", "first"), new Change.Put(Optional.of("Active")));
    }

    @Test
    void aPasswordGoesToTheChecklist() {
        StepRow password = tried(row(1, PASSWORD, new Change.Put(Optional.empty()), false, "done"), "set", null);
        Draft original = new Draft(
                Level.KEYS,
                new Draft.Options(false, false, 3),
                List.of(password.step()),
                Set.of(USER),
                List.of(),
                List.of(),
                List.of());

        var undo = Undoing.draft(original, List.of(password), List.of());

        assertThat(undo.checklist())
                .singleElement()
                .satisfies(todo -> assertThat(todo.text()).contains("Cut it"));
        assertThat(undo.options().reapply()).isZero();
    }
}
