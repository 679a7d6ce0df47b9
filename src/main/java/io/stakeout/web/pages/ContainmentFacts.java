package io.stakeout.web.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.web.pages.StatusView.Fact;

/** The bounds of containment as the status page shows them: read-only there, set by configuration. */
final class ContainmentFacts {

    private ContainmentFacts() {}

    static List<Fact> guardrails(ContainmentConfig config) {
        return List.of(
                new Fact("Principals that one plan may cut", count(config.capAbsolute())),
                new Fact("Principals cut in an account within an hour", count(config.capPerHour())),
                new Fact("Share of an account's active principals", percent(config.capPercent())),
                new Fact("Second person", "always, but for break-glass"),
                new Fact("Approval within", span(config.approvalWithin())),
                new Fact("An approver's account is at least as old as", span(config.approverAge())),
                new Fact("Cool-down after a failure or an undo", span(config.coolDown())),
                new Fact("Quiet before a plan is called verified", span(config.quietWindow())),
                new Fact("A silent lane makes it unproven after", span(config.unprovenAfter())),
                new Fact("A containment is looked at again after", span(config.expiresAfter())),
                new Fact("Arming ends after", span(config.armedFor())));
    }

    /** Patterns that configuration names; what is protected by what it is stands in the guardrails themselves. */
    static List<Fact> protectedOnes(ContainmentConfig config) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Stakeout's own roles and those of its pipeline", "always"));
        facts.add(new Fact("Service-linked roles, AWSReservedSSO roles", "always"));
        add(facts, config.breakGlass(), "break-glass");
        add(facts, config.protect(), "by configuration");
        add(facts, config.protectTags(), "by tag");
        return List.copyOf(facts);
    }

    private static void add(List<Fact> facts, Optional<List<String>> patterns, String why) {
        patterns.orElse(List.of()).forEach(pattern -> facts.add(new Fact(pattern, why)));
    }

    private static String count(int most) {
        return most == 0 ? "0: none" : PipelineView.number(most);
    }

    private static String percent(double most) {
        String number = most == Math.rint(most) ? Long.toString(Math.round(most)) : Double.toString(most);
        return number + " %" + (most == 0 ? ": none" : "");
    }

    private static String span(Duration time) {
        return Spans.of(time.toSeconds());
    }
}
