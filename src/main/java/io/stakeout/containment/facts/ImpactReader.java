package io.stakeout.containment.facts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.containment.guard.Facts;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * Previews what a plan would break, without asking AWS anything: the stream tells who else works with a principal since
 * the watch began, and the census whether it was in use before. What isn't known is said. Thread-safe.
 */
@ApplicationScoped
public class ImpactReader {

    private static final Duration DAY = Duration.ofHours(24);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final AgroalDataSource database;
    private final Clock clock;

    ImpactReader(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the database can't be read, or there is no such incident */
    @Transactional
    public Impact impact(long incident, Draft draft) {
        Instant now = clock.instant();
        List<PrincipalRef> principals = draft.cut().stream()
                .sorted(Comparator.comparing(PrincipalRef::arn))
                .toList();
        try (Connection connection = database.getConnection()) {
            FactTable table = new FactTable(connection);
            Instant opened = table.opened(incident);
            Map<PrincipalRef, Facts.Use> uses =
                    new UseFinder(connection, now).of(incident, draft, principals, Map.of());
            List<Impact.Used> used = new ArrayList<>();
            for (PrincipalRef principal : principals) {
                int before = table.activeHours(principal, opened);
                used.add(used(principal, Optional.ofNullable(uses.get(principal)), before, now));
            }
            return new Impact(since(principals, uses), used);
        } catch (SQLException e) {
            throw new IllegalStateException("impact can't be read, SQL state " + e.getSQLState(), e);
        }
    }

    private static Optional<Instant> since(List<PrincipalRef> principals, Map<PrincipalRef, Facts.Use> uses) {
        boolean all = principals.stream()
                .allMatch(principal -> uses.containsKey(principal)
                        && uses.get(principal).since().isPresent());
        return all
                ? uses.values().stream().flatMap(use -> use.since().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static Impact.Used used(PrincipalRef principal, Optional<Facts.Use> known, int before, Instant now) {
        String earlier = " It was active in " + before + " of the 24 hours before the incident was opened.";
        if (known.isEmpty()) {
            String text = "Who uses it isn't known: none of its calls was counted." + earlier;
            return new Impact.Used(principal.arn(), false, 0, List.of(), List.of(), List.of(), List.of(), text);
        }
        Facts.Use use = known.get();
        return new Impact.Used(
                principal.arn(),
                true,
                use.calls(),
                use.others(),
                use.addresses(),
                use.agents(),
                use.pipeline(),
                others(principal, use) + pipeline(use) + counted(use, now) + earlier);
    }

    private static String others(PrincipalRef principal, Facts.Use use) {
        int others = use.others().size();
        boolean role = principal.kind() == PrincipalRef.Kind.ROLE;
        String what = role ? "other session" : "address or user agent that the suspect doesn't use";
        String plural = role ? "other sessions" : "addresses and user agents that the suspect doesn't use";
        return (others == 0 ? "No " + what : others + " " + (others == 1 ? what : plural)) + " in the last 24 h.";
    }

    private static String pipeline(Facts.Use use) {
        return use.pipeline().isEmpty() ? "" : " A pipeline seems to use it.";
    }

    private static String counted(Facts.Use use, Instant now) {
        return use.since()
                .filter(since -> since.isAfter(now.minus(DAY)))
                .map(since -> " Counted since " + TIME.format(since) + " only; before that nothing is known.")
                .orElse(use.since().isPresent() ? "" : " Since when it is counted isn't known.");
    }
}
