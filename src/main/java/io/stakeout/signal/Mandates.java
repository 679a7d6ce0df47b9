package io.stakeout.signal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.containment.Mandate;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.signal.finding.Trust;
import io.stakeout.signal.library.Library;
import io.stakeout.signal.playbook.AutoRule;
import io.stakeout.signal.playbook.Playbook;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

/**
 * Whether what a playbook permitted when a signal came still stands when the plan is there: the same words of the playbook,
 * a signal that is fresh and that its detector stands by, told by whom it can be trusted. Thread-safe.
 */
@ApplicationScoped
class Mandates {

    /** Later, somebody has to look at it: a plan that was left lying acts on what may be over. */
    static final Duration FRESH = Duration.ofMinutes(15);

    /** @param against why a person has to decide; empty when there is a mandate */
    record Answer(Optional<Mandate> mandate, List<String> against) {}

    private record Told(String source, Trust trust, boolean sample, boolean active, List<Suspect> names, Instant at) {}

    private final AgroalDataSource database;
    private final Library library;
    private final Clock clock;

    Mandates(AgroalDataSource database, Library library, Clock clock) {
        this.database = database;
        this.library = library;
        this.clock = clock;
    }

    /** @param sha256 of the playbook that permitted it */
    @Transactional
    Answer of(long signal, String playbook, String sha256, Level level) {
        Optional<Told> told = told(signal);
        if (told.isEmpty()) {
            return new Answer(Optional.empty(), List.of("the signal isn't kept any more"));
        }
        List<String> against = against(told.get(), playbook, sha256, level);
        if (!against.isEmpty()) {
            return new Answer(Optional.empty(), against);
        }
        String because =
                "Signal " + signal + " of " + SignalTable.text(told.get().source()) + ", "
                        + told.get().trust().name().toLowerCase(Locale.ROOT);
        return new Answer(
                Optional.of(new Mandate(
                        playbook, sha256, level, because, principals(told.get().names()))),
                List.of());
    }

    private List<String> against(Told told, String playbook, String sha256, Level level) {
        List<String> against = new ArrayList<>();
        AutoRule.about(told.source(), told.trust(), told.sample(), told.active())
                .forEach(against::add);
        if (told.at().plus(FRESH).isBefore(clock.instant())) {
            against.add("it was told more than " + FRESH.toMinutes() + " minutes ago");
        }
        Optional<Playbook> now = library.playbooks().all().stream()
                .filter(one -> one.name().equals(playbook))
                .findFirst();
        if (now.filter(one -> one.sha256().equals(sha256)).isEmpty()) {
            against.add("the playbook " + playbook + " has changed since");
        }
        boolean within = library.playbooks().auto().max().atLeast(level)
                && level.executed()
                && now.flatMap(one -> one.then().auto()).filter(level::equals).isPresent();
        if (!within) {
            against.add("without a person it may not go to " + level.id());
        }
        return against;
    }

    /** Of a key or an id alone, whose it is would be known from the stream only: then a person decides. */
    static Set<PrincipalRef> principals(List<Suspect> suspects) {
        Set<PrincipalRef> all = new HashSet<>();
        for (Suspect suspect : suspects) {
            principal(suspect).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<PrincipalRef> principal(Suspect suspect) {
        try {
            if (suspect.type() == SuspectType.PRINCIPAL_ARN) {
                return PrincipalRef.ofArn(suspect.value());
            }
            return suspect.type() == SuspectType.USER_NAME
                    ? suspect.account()
                            .map(account -> new PrincipalRef(PrincipalRef.Kind.USER, account, suspect.value()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // nobody in AWS can be called so: then it names nobody whom a plan could cut
            return Optional.empty();
        }
    }

    private Optional<Told> told(long signal) {
        String sql = "select source, trust, sample, active, suspects, last_seen from signal where id = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, signal);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(told(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("signal " + signal + " can't be read", e);
        }
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getString(1),
                Trust.valueOf(row.getString(2)),
                row.getBoolean(3),
                row.getBoolean(4),
                SignalJson.suspects(row.getString(5)),
                row.getTimestamp(6).toInstant());
    }
}
