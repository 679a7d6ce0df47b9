package io.stakeout.signal.playbook;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.signal.playbook.Then.Notice;
import io.stakeout.signal.playbook.Then.Opening;
import io.stakeout.signal.yaml.Members;
import io.stakeout.signal.yaml.Part;
import io.stakeout.watch.Follow;

/** Reads what a playbook does. */
final class ThenReader {

    private static final String FROM_SCORE = "from-score";
    private static final String FROM_OWNER = "from-owner";
    private static final String VERDICTS = "malicious, benign, exercise, unclear";
    private static final int MAX_CHECKLIST = 50;
    private static final int MAX_TEXT = 500;
    private static final int MAX_TIMES = 1_000;

    private ThenReader() {}

    static Then read(Part part) {
        Members then = part.members("record", "open", "watch", "notify", "checklist", "draft", "auto", "history");
        boolean open = then.maybe("open").isPresent();
        for (String needsIncident : List.of("watch", "checklist", "draft", "auto")) {
            then.maybe(needsIncident).filter(one -> !open).ifPresent(one -> {
                throw one.refused("'" + needsIncident + "' needs an incident: add 'open'");
            });
        }
        Then read = new Then(
                true,
                then.maybe("open").map(ThenReader::opening),
                then.maybe("watch")
                        .map(one -> one.oneOf(Follow::byId, "direct, sessions, credentials, full"))
                        .orElse(Follow.FULL),
                then.maybe("notify").map(ThenReader::notice),
                then.maybe("checklist").map(ThenReader::checklist).orElse(List.of()),
                then.maybe("draft").map(one -> PlaybookReader.level(one, Level.ACCOUNT)),
                then.maybe("auto").map(one -> PlaybookReader.level(one, AutoRule.NEVER_ABOVE)),
                then.maybe("history").map(ThenReader::history).orElse(HistoryRule.NONE));
        then.maybe("record").filter(one -> !one.flag()).ifPresent(one -> {
            throw one.refused("a signal on which a playbook fires is always recorded");
        });
        return read;
    }

    private static Opening opening(Part part) {
        Members open = part.members("title", "severity");
        Optional<Severity> severity = open.maybe("severity")
                .filter(one -> !one.written().equals(FROM_SCORE))
                .map(one -> one.oneOf(Severity::byId, FROM_SCORE + ", low, medium, high, critical"));
        return new Opening(Title.read(open.need("title")), severity);
    }

    private static Notice notice(Part part) {
        String team = part.text(MAX_TEXT);
        return new Notice(Optional.of(team).filter(name -> !name.equals(FROM_OWNER)));
    }

    private static List<String> checklist(Part part) {
        return part.list(MAX_CHECKLIST).stream().map(one -> one.text(MAX_TEXT)).toList();
    }

    private static HistoryRule history(Part part) {
        Members history = part.members("require-no", "quieten-after");
        return new HistoryRule(
                history.maybe("require-no").map(one -> one.oneOf(Verdict::byId, VERDICTS)),
                history.maybe("quieten-after").map(ThenReader::quietenAfter).orElse(Map.of()));
    }

    private static Map<Verdict, Integer> quietenAfter(Part part) {
        Map<Verdict, Integer> after = new EnumMap<>(Verdict.class);
        part.members(Verdict.BENIGN.id(), Verdict.EXERCISE.id())
                .entries()
                .forEach(one -> after.put(
                        Verdict.byId(one.getKey()).orElseThrow(), one.getValue().whole(1, MAX_TIMES)));
        return after;
    }
}
