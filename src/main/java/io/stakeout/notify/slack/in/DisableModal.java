package io.stakeout.notify.slack.in;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stakeout.containment.PlanState;
import io.stakeout.containment.PlanView;
import io.stakeout.containment.plan.Level;
import io.stakeout.notify.slack.RoomAddress;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Element;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Modal;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/**
 * The dialog in which a cut is asked for: what a drafted plan would do, what guardrails say to it, and, where it may be
 * asked for, the reason and the name that has to be typed. Everything that comes from a record is text. Pure.
 */
final class DisableModal {

    static final String CALLBACK = "disable";
    static final String LEVEL = "disable_level";
    static final String REASON = "reason";
    static final String PRINCIPAL = "principal";

    private static final int MOST_REASON = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_STEPS = 6;
    private static final int MOST_LINES = 8;
    private static final int LONGEST_LINE = 300;

    /**
     * Which plan a dialog shows, as the dialog carries it.
     *
     * @param level that was drafted: whoever has chosen another one hasn't seen its plan yet
     */
    record Shown(long plan, String hash, String level) {

        private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\S{1,200}) (L\\d)");

        String metadata() {
            return plan + " " + hash + " " + level;
        }

        static Optional<Shown> of(String metadata) {
            Matcher matcher = FORM.matcher(metadata);
            return matcher.matches()
                    ? Optional.of(new Shown(Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3)))
                    : Optional.empty();
        }
    }

    private DisableModal() {}

    /** @param approvals whether it can be decided on in Slack too */
    static Modal of(PlanView plan, boolean approvals, RoomAddress rooms) {
        boolean open = plan.state() == PlanState.DRAFTED && plan.level().executed();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Section(summary(plan).words()));
        blocks.add(levels(plan.level()));
        steps(plan).ifPresent(blocks::add);
        stays(plan).ifPresent(blocks::add);
        others(plan).ifPresent(blocks::add);
        verdicts(plan).ifPresent(blocks::add);
        if (open) {
            blocks.addAll(fields(plan));
        }
        blocks.add(Block.Context.of(foot(plan, open, approvals, rooms).words()));
        return new Modal(
                CALLBACK,
                new Words.Plain("Request: disable"),
                open ? Optional.of(new Words.Plain("Request approval")) : Optional.empty(),
                new Words.Plain("Cancel"),
                new Shown(plan.id(), plan.hash(), plan.level().id()).metadata(),
                blocks);
    }

    private static Writing summary(PlanView plan) {
        long reversible =
                plan.steps().stream().filter(line -> line.step().reversible()).count();
        Writing text =
                text().bold("Level " + plan.level().id() + " " + plan.level().title() + ": ");
        text.code(plan.confirm(), LONGEST_NAME);
        int more = plan.subjects().size() - 1;
        if (more > 0) {
            text.own(" and " + more + " more of its lineage");
        }
        text.line().own(plan.steps().size() + " steps, " + reversible + " of them reversible.");
        if (!plan.level().executed()) {
            text.own(" A plan of this level changes nothing in AWS: people do what it lists.");
        }
        return text;
    }

    /** Next to a button its changes come to us at once: the plan of another level is drafted then. */
    private static Block levels(Level level) {
        List<Element.Choice.Option> options =
                Arrays.stream(Level.values()).map(DisableModal::option).toList();
        return new Block.Actions(List.of(new Element.Choice(LEVEL, options, option(level))));
    }

    private static Element.Choice.Option option(Level level) {
        return new Element.Choice.Option(level.id(), new Words.Plain(level.id() + " " + level.title()));
    }

    private static Optional<Block> steps(PlanView plan) {
        Writing text = text();
        plan.steps().stream().limit(MOST_STEPS).forEach(line -> {
            text.bold(line.n() + ". ")
                    .foreign(line.step().title(), LONGEST_LINE)
                    .line();
            text.own("stops: ").foreign(line.step().stops(), LONGEST_LINE).line();
            text.own("doesn't stop: ")
                    .foreign(line.step().doesNotStop(), LONGEST_LINE)
                    .line();
            text.own("the suspect notices: ")
                    .foreign(line.step().notices(), LONGEST_LINE)
                    .line();
        });
        more(text, plan.steps().size(), MOST_STEPS, "steps");
        return section(text, plan.steps().isEmpty());
    }

    private static Optional<Block> stays(PlanView plan) {
        List<String> lines = new ArrayList<>(plan.warnings());
        plan.leftOut().forEach(one -> lines.add(one.words()));
        plan.checklist().forEach(todo -> lines.add("by hand: " + todo.text()));
        return list("What stays possible, or is to be done by hand", lines);
    }

    private static Optional<Block> others(PlanView plan) {
        return list(
                "Who else is hit",
                plan.impact().stream()
                        .flatMap(impact -> impact.principals().stream())
                        .map(used -> used.text())
                        .toList());
    }

    private static Optional<Block> verdicts(PlanView plan) {
        return list(
                "Guardrails",
                plan.verdicts().stream()
                        .map(one -> one.outcome().toUpperCase(Locale.ROOT) + " " + one.guardrail() + ": " + one.text())
                        .toList());
    }

    private static Optional<Block> list(String title, List<String> lines) {
        Writing text = text().bold(title);
        lines.stream().limit(MOST_LINES).forEach(line -> text.line().own("• ").foreign(line, LONGEST_LINE));
        more(text.line(), lines.size(), MOST_LINES, "");
        return section(text, lines.isEmpty());
    }

    private static void more(Writing text, int all, int shown, String what) {
        if (all > shown) {
            text.own("and " + (all - shown) + " more " + what + " in the room");
        }
    }

    private static List<Block> fields(PlanView plan) {
        return List.of(
                new Block.Input(
                        REASON,
                        new Words.Plain("Grounds for the request"),
                        new Element.Field(REASON, true, MOST_REASON, Optional.empty()),
                        Optional.of(new Words.Plain("Whoever approves reads this."))),
                new Block.Input(
                        PRINCIPAL,
                        new Words.Plain("Type the principal to confirm"),
                        new Element.Field(PRINCIPAL, false, LONGEST_NAME, Optional.empty()),
                        Optional.of(Words.Plain.of(plan.confirm(), LONGEST_NAME))));
    }

    private static Writing foot(PlanView plan, boolean open, boolean approvals, RoomAddress rooms) {
        Writing text = text();
        if (open) {
            text.own("Goes to the approvers. You can't approve your own request. ");
            text.own(approvals ? "They decide here or in the " : "Approving from Slack is off: they decide in the ");
        } else {
            text.own("This can't be asked for: it is ")
                    .own(plan.state().words())
                    .own(". Look at it in the ");
        }
        return rooms.write(text, plan.incident()).own(".");
    }

    private static Optional<Block> section(Writing text, boolean empty) {
        return empty ? Optional.empty() : Optional.of(new Block.Section(text.words()));
    }

    private static Writing text() {
        return Writing.within(Limits.SECTION_TEXT);
    }
}
