package io.stakeout.signal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.library.Library;
import io.stakeout.signal.playbook.Considered;
import io.stakeout.signal.playbook.History;
import io.stakeout.signal.playbook.Playbook;
import io.stakeout.signal.playbook.Quietened;
import io.stakeout.signal.playbook.Ruling;
import io.stakeout.signal.playbook.Then;
import io.stakeout.signal.team.Routing;
import io.stakeout.watch.Follow;

/** Asks the playbooks in force what is to be done about a signal. Changes nothing. */
@ApplicationScoped
class Judge {

    private final Library library;

    Judge(Library library) {
        this.library = library;
    }

    /** @param before closed incidents on the same principal or the same type, newest first */
    Judged judge(Arrival arrival, List<Before> before) {
        Signal signal = arrival.signal();
        Ruling ruling =
                library.playbooks().judge(arrival.raw(), signal, arrival.trust(), history(before), arrival.at());
        Optional<Then> then = ruling.fired().map(Playbook::then);
        Optional<Then.Opening> open = then.flatMap(Then::open);
        return new Judged(
                verdict(ruling),
                open.map(one -> one.severity(signal)).orElse(Severity.LOW),
                open.map(one -> one.title().of(signal)).orElse(signal.title()),
                then.map(Then::watch).orElse(Follow.FULL),
                ruling.quietened().isPresent() ? Optional.empty() : plan(then),
                ruling.auto().permitted() ? ruling.fired().map(Playbook::sha256) : Optional.empty(),
                ruling.fired().map(Playbook::name),
                why(ruling),
                then.map(Then::checklist).orElse(List.of()),
                routing(then, signal));
    }

    /**
     * What was found to be harmless counts for the same principal and type only: what one may do isn't for others, nor for
     * another thing. What was malicious counts for all that the principal does.
     */
    private static History history(List<Before> before) {
        Map<String, Integer> verdicts = new HashMap<>();
        List<Before> same = before.stream()
                .filter(Before::samePrincipal)
                .filter(one -> one.sameType() || one.verdict().equals(Verdict.MALICIOUS.id()))
                .toList();
        same.forEach(one -> verdicts.merge(one.verdict(), 1, Integer::sum));
        return new History(same.size(), verdicts);
    }

    private static Judged.Verdict verdict(Ruling ruling) {
        if (ruling.quietened().isPresent()) {
            return Judged.Verdict.SUPPRESS;
        }
        return ruling.opens() ? Judged.Verdict.OPEN : Judged.Verdict.RECORD;
    }

    /** What may not go on by itself is drafted for people all the same. */
    private static Optional<Level> plan(Optional<Then> then) {
        return then.flatMap(one -> one.auto().or(one::draft)).filter(level -> level != Level.OBSERVE);
    }

    private static String why(Ruling ruling) {
        if (ruling.fired().isEmpty()) {
            return "no playbook is for it";
        }
        Playbook fired = ruling.fired().get();
        String reason = ruling.considered().stream()
                .filter(one -> one.playbook().equals(fired))
                .map(Considered::why)
                .findFirst()
                .orElse("");
        String quiet = ruling.quietened().map(Quietened::why).map("; "::concat).orElse("");
        boolean held = fired.then().auto().isPresent() && !ruling.auto().permitted();
        String alone =
                held ? "; not by itself: " + String.join(", ", ruling.auto().refusals()) : "";
        return "playbook " + fired.name() + ": " + reason + quiet + alone;
    }

    private Optional<Routing> routing(Optional<Then> then, Signal signal) {
        return then.flatMap(Then::notice)
                .map(notice -> notice.team()
                        .map(library.teams()::to)
                        .orElseGet(() -> library.teams().route(signal)));
    }
}
