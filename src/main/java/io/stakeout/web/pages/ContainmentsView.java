package io.stakeout.web.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.containment.Containments.InForce;
import io.stakeout.containment.Containments.Renewal;

/** What is in force: what has expired first, then the rest by when it expires; nothing for a group without rows. */
public record ContainmentsView(List<Group> groups) {

    private static final String DUE = "due";

    /** @param note what the heading means */
    public record Group(String id, String heading, String note, List<Row> rows) {}

    /** A principal that is cut, with the plan that did it. */
    public record Row(
            long id,
            long incident,
            long plan,
            String principal,
            String level,
            String owner,
            String reason,
            Instant since,
            Instant expiresAt,
            Optional<Renewal> renewal) {

        private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                        "yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        public String href() {
            return "/incidents/%d#plan=%d".formatted(incident, plan);
        }

        public String expires() {
            return MINUTE.format(expiresAt);
        }

        /** For example {@code renewed by lena 2026-01-31 10:00 UTC: still asked about}; empty when it wasn't. */
        public String renewed() {
            return renewal.map(
                            last -> "renewed by " + last.by() + " " + MINUTE.format(last.at()) + ": " + last.reason())
                    .orElse("");
        }
    }

    static ContainmentsView of(List<InForce> all) {
        Group due = new Group(
                DUE, "Due", "the time is over; nothing ends by itself, take it back or renew it", rows(all, true));
        Group others = new Group("in-force", "In force", "what has to be looked at soonest first", rows(all, false));
        return new ContainmentsView(
                Stream.of(due, others).filter(group -> !group.rows().isEmpty()).toList());
    }

    public boolean empty() {
        return groups.isEmpty();
    }

    /** How many are due. */
    public int due() {
        return groups.stream()
                .filter(group -> group.id().equals(DUE))
                .mapToInt(group -> group.rows().size())
                .sum();
    }

    private static List<Row> rows(List<InForce> all, boolean due) {
        return all.stream()
                .filter(one -> one.due() == due)
                .map(ContainmentsView::row)
                .toList();
    }

    private static Row row(InForce one) {
        String level = one.level().id() + " " + one.level().title();
        return new Row(
                one.id(),
                one.incident(),
                one.plan(),
                one.principal(),
                level,
                one.owner(),
                one.reason(),
                one.since(),
                one.expiresAt(),
                one.renewal());
    }
}
