package io.stakeout.containment.plan;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a plan would do, before anybody agreed to it: the same lineage, level and options give the same draft.
 *
 * @param cut users and roles whose access ends or shrinks; a session counts as its role
 * @param subjects whom it covers, by their ids in the lineage
 * @param warnings what stays possible although this is executed
 * @param checklist what people have to do since no API does it
 */
public record Draft(
        Level level,
        Options options,
        List<Step> steps,
        Set<PrincipalRef> cut,
        List<Subject> subjects,
        List<String> warnings,
        List<Todo> checklist) {

    /**
     * What whoever drafts may choose.
     *
     * @param boundary whether a cut user also gets a boundary that denies everything
     * @param controlPolicy whether principals are denied by a service control policy too
     * @param reapply how often steps are put back when somebody removes them, 0 to 5
     */
    public record Options(boolean boundary, boolean controlPolicy, int reapply) {
        public Options {
            if (reapply < 0 || reapply > 5) {
                throw new IllegalArgumentException("reapply: from 0 to 5 times");
            }
        }
    }

    /** A thing that a person does and ticks off. */
    public record Todo(String text, String why) {}

    public Draft {
        Objects.requireNonNull(level);
        Objects.requireNonNull(options);
        steps = List.copyOf(steps);
        cut = Set.copyOf(cut);
        subjects = List.copyOf(subjects);
        warnings = List.copyOf(warnings);
        checklist = List.copyOf(checklist);
    }
}
