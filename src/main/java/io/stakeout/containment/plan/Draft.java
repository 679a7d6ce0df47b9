package io.stakeout.containment.plan;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan would do, before anybody agreed to it: the same lineage, level and options give the same draft.
 *
 * @param cut users and roles whose access ends or shrinks; a session counts as its role
 * @param subjects whom it covers, by their ids in the lineage
 * @param warnings what stays possible although this is executed
 * @param checklist what people have to do since no API does it
 * @param leftOut who is in the lineage and isn't touched by this, since somebody said so
 */
public record Draft(
        Level level,
        Options options,
        List<Step> steps,
        Set<PrincipalRef> cut,
        List<Subject> subjects,
        List<String> warnings,
        List<Todo> checklist,
        List<LeftOut> leftOut) {

    /** Facts: Organizations User Guide, "Service control policies". */
    static final String STRONGER =
            "A service control policy, an option of L3 and L4, can't be taken off from within the account.";

    private static final int MOST_NAMED = 8;

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

    /** Who left somebody out of a plan, and why. */
    public record Leave(String by, String reason) {
        public Leave {
            Objects.requireNonNull(by);
            Objects.requireNonNull(reason);
        }
    }

    /** Somebody who stays as it is: nothing of it is changed, and nothing of it counts as cut. */
    public record LeftOut(Subject subject, String by, String reason) {
        public LeftOut {
            Objects.requireNonNull(subject);
            Objects.requireNonNull(by);
            Objects.requireNonNull(reason);
        }

        /** For people. */
        public String words() {
            return words(subject.label(), reason);
        }

        private String briefly() {
            return words(brief(subject.label(), 60), brief(reason, 120));
        }

        private String words(String label, String why) {
            return label + " was left out by " + by + ": " + why + "; it stays as it is.";
        }

        private static String brief(String text, int most) {
            return text.codePointCount(0, text.length()) <= most
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
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
        // of plans that were stored before somebody could be left out it isn't there
        leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
    }

    /** Of which nobody is left out. */
    public Draft(
            Level level,
            Options options,
            List<Step> steps,
            Set<PrincipalRef> cut,
            List<Subject> subjects,
            List<String> warnings,
            List<Todo> checklist) {
        this(level, options, steps, cut, subjects, warnings, checklist, List.of());
    }

    /** Whom it leaves as they are, to be put behind whatever else is said of it; nothing when that is nobody. */
    public String leavesOut() {
        String some = leftOut.stream()
                .limit(MOST_NAMED)
                .map(one -> " " + one.briefly())
                .collect(Collectors.joining());
        int more = leftOut.size() - MOST_NAMED;
        return more > 0 ? some + " " + more + " more were left out." : some;
    }

    /** What would hold better against somebody who fights back; nothing when this is as much as can be done. */
    public String stronger() {
        return level.executed() && level.atLeast(Level.PRINCIPAL) && !options.controlPolicy()
                ? " Whoever may change IAM can take a deny off before it takes effect. " + STRONGER
                : "";
    }
}
