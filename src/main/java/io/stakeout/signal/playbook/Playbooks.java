package io.stakeout.signal.playbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;
import io.stakeout.signal.pattern.Answer;
import io.stakeout.signal.pattern.RawEvent;

/**
 * All playbooks in force, the one that decides first. Immutable and thread-safe.
 *
 * @param all the highest priority first, then by name
 */
public record Playbooks(List<Playbook> all, AutoRule auto) {

    public Playbooks(List<Playbook> all, AutoRule auto) {
        this.all = all.stream()
                .sorted(Comparator.comparingInt(Playbook::priority).reversed().thenComparing(Playbook::name))
                .toList();
        this.auto = auto;
    }

    /**
     * Which playbook decides on a signal, why not the others, and whether something may be executed on it. Pure: the
     * same question has the same answer.
     *
     * @param rawEvent the event from which the signal was read
     * @param history what is known of the same principal and pattern from before
     */
    public Ruling judge(byte[] rawEvent, Signal signal, Trust trust, History history, Instant now) {
        Optional<RawEvent> event = RawEvent.read(rawEvent);
        Optional<Playbook> fired = Optional.empty();
        List<Considered> considered = new ArrayList<>();
        for (Playbook one : all) {
            Considered answer = consider(one, event, signal, now, fired);
            considered.add(answer);
            if (answer.matches() && fired.isEmpty()) {
                fired = Optional.of(one);
            }
        }
        Optional<Quietened> quietened =
                fired.flatMap(one -> one.then().history().quietens(history));
        Permission permission = auto.judge(fired, signal, trust, history, quietened);
        return new Ruling(fired, considered, quietened, permission);
    }

    private static Considered consider(
            Playbook one, Optional<RawEvent> event, Signal signal, Instant now, Optional<Playbook> fired) {
        Answer answer = one.when().judge(event, signal);
        if (!answer.matches()) {
            return new Considered(one, false, answer.why());
        }
        List<Exemption> about = one.unless().stream()
                .filter(entry -> entry.principal().covers(signal))
                .toList();
        Optional<Exemption> exempt =
                about.stream().filter(entry -> entry.lapsed(now).isEmpty()).findFirst();
        if (exempt.isPresent()) {
            return new Considered(one, false, "unless: " + exempt.get().says());
        }
        String lapsed = about.stream()
                .map(entry -> "; the entry for " + entry.principal().text() + " doesn't count: "
                        + entry.lapsed(now).orElseThrow())
                .collect(Collectors.joining());
        String before = fired.map(first -> "; but " + first.name() + " decides, " + order(first, one))
                .orElse("");
        return new Considered(one, true, answer.why() + lapsed + before);
    }

    private static String order(Playbook first, Playbook one) {
        return first.priority() == one.priority()
                ? "first by name at priority " + one.priority()
                : "priority " + first.priority() + " against " + one.priority();
    }
}
