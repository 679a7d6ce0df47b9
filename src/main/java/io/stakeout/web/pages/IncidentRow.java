package io.stakeout.web.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.stakeout.incident.Counters;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.IncidentView.SuspectView;
import io.stakeout.incident.Verdict;

/** An incident as one row of the list. */
public record IncidentRow(IncidentView incident) {

    /** How many calls of one class, or with one outcome. */
    public record Tally(String kind, long count) {

        public boolean none() {
            return count == 0;
        }

        public String shown() {
            return String.format(Locale.ROOT, "%,d", count);
        }
    }

    public long id() {
        return incident.id();
    }

    public String title() {
        return incident.title();
    }

    public boolean closed() {
        return incident.closed();
    }

    public String state() {
        return incident.state().toUpperCase(Locale.ROOT);
    }

    public String severity() {
        return incident.severity().id();
    }

    public String severityLabel() {
        String id = severity();
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }

    /** Whether the bar of that height is lit; 1 is the mildest. */
    public boolean severityAtLeast(int bar) {
        return incident.severity().ordinal() + 1 >= bar;
    }

    public String suspect() {
        List<SuspectView> all = incident.suspects();
        if (all.isEmpty()) {
            return "no suspect";
        }
        return all.get(0).value() + (all.size() > 1 ? " and %d more".formatted(all.size() - 1) : "");
    }

    public String suspectType() {
        return incident.suspects().stream()
                .findFirst()
                .map(first -> first.account()
                        .map(account -> "account %s ·".formatted(account))
                        .orElse(""))
                .orElse("");
    }

    public boolean restricted() {
        return !incident.restrictedTo().isEmpty();
    }

    public String openedBy() {
        return incident.openedBy();
    }

    public String openedHow() {
        String day = LocalDate.ofInstant(incident.openedAt(), ZoneOffset.UTC).toString();
        return incident.origin().equals("person") ? day : "%s, %s".formatted(incident.origin(), day);
    }

    public List<Tally> tally() {
        Counters c = incident.counters();
        return List.of(
                new Tally("read", c.reads()),
                new Tally("write", c.writes()),
                new Tally("identity", c.identities()),
                new Tally("tamper", c.tampers()),
                new Tally("denied", c.denied()));
    }

    public Optional<Instant> newest() {
        return incident.newestEventTime();
    }

    public String newestDay() {
        return newest().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .orElse("");
    }

    public String remark() {
        if (closed()) {
            return incident.verdict().map(Verdict::id).map("verdict: "::concat).orElse("closed");
        }
        Counters c = incident.counters();
        boolean readsOnly = c.total() > 0 && c.reads() == c.total();
        return readsOnly ? "reads only" : "";
    }
}
