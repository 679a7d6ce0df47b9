package io.stakeout.containment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Step;

/** Makes the plan that takes another one back: its steps the other way round, with what was there before. Pure. */
final class Undoing {

    /** A step of the undo, with what should be there when it begins. */
    record Back(Step step, Optional<String> expected) {}

    private static final String ACCESS =
            "Whoever was cut by it can act again at once. Sessions that ran out meanwhile don't come back.";

    private static final String NOTHING =
            "There is nothing of ours that could be put back: nothing is changed in AWS, and"
                    + " whoever is cut stays cut. It only ends the plan: nobody looks after that any more.";

    private Undoing() {}

    /**
     * Of the steps that changed something, or may have; what was so before stays so. Of a statement that was written twice
     * the newer is what is there.
     */
    static List<Back> steps(List<StepRow> done) {
        List<Back> back = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = done.size() - 1; i >= 0; i--) {
            StepRow row = done.get(i);
            Step step = row.step();
            boolean ours = row.mayHold() && step.reversible() && anyOurs(key(row), done);
            if (ours && taken.add(key(row))) {
                back.add(back(row, step));
            }
        }
        return back;
    }

    private static boolean anyOurs(String key, List<StepRow> done) {
        return done.stream()
                .anyMatch(row -> key(row).equals(key) && row.mayHold() && !row.state.equals(StepRow.ALREADY));
    }

    private static String key(StepRow row) {
        return row.slot + " " + sid(row.step().change());
    }

    private static String sid(Change change) {
        return change instanceof Change.AddStatement add ? add.sid() : "";
    }

    private static Back back(StepRow row, Step step) {
        Change change = step.change() instanceof Change.AddStatement add
                ? new Change.RemoveStatement(add.sid(), row.after().orElse(add.statement()))
                : new Change.Put(row.before());
        String title = "Take back: "
                + (step.renewal() ? step.title().substring(step.title().indexOf(": ") + 2) : step.title());
        Step taken = new Step(
                title,
                step.call(),
                step.slot(),
                change,
                step.identities(),
                false,
                "nothing: access is given back",
                "",
                "whoever was cut can go on",
                "everything works again",
                "a new plan",
                true);
        return new Back(taken, row.after());
    }

    static Draft draft(Draft original, List<StepRow> done, List<Back> back) {
        List<Draft.Todo> todos = done.stream()
                .filter(row -> row.holds() && !row.step().reversible())
                .map(row -> new Draft.Todo(
                        "Give out a new one: " + row.step().title() + " can't be taken back.",
                        "What was removed can't be read, so it can't be put back."))
                .toList();
        return new Draft(
                original.level(),
                new Draft.Options(
                        original.options().boundary(), original.options().controlPolicy(), 0),
                back.stream().map(Back::step).toList(),
                original.cut(),
                List.of(),
                List.of(back.isEmpty() ? NOTHING : ACCESS),
                todos);
    }
}
