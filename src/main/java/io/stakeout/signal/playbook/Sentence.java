package io.stakeout.signal.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.stakeout.incident.Severity;

/** Says what a playbook does. */
final class Sentence {

    private Sentence() {}

    static String of(Then then) {
        List<String> does = new ArrayList<>();
        then.open()
                .ifPresent(open -> does.add("opens or joins an incident, severity "
                        + open.severity().map(Severity::id).orElse("from the score") + ", following "
                        + then.watch().id()));
        then.notice()
                .ifPresent(one -> does.add("names whom to tell: " + one.team().orElse("whoever owns it")));
        if (!then.checklist().isEmpty()) {
            does.add("asks for " + then.checklist().size() + (then.checklist().size() == 1 ? " thing" : " things")
                    + " by a checklist");
        }
        then.draft().ifPresent(level -> does.add("drafts a plan " + level.id()));
        then.auto()
                .ifPresent(level ->
                        does.add("has a plan " + level.id() + " go on without a person, if nothing speaks against it"));
        does.addAll(history(then.history()));
        String rest = String.join("; ", does);
        return rest.isEmpty() ? "Records it, and nothing else." : "Records it; " + rest + ".";
    }

    private static List<String> history(HistoryRule rule) {
        List<String> does = new ArrayList<>();
        rule.requireNo().ifPresent(verdict -> does.add("leaves that to people after a verdict of " + verdict.id()));
        rule.quietenAfter().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> does.add("only records it after " + one.getValue() + " verdicts of "
                        + one.getKey().id()));
        return does;
    }
}
