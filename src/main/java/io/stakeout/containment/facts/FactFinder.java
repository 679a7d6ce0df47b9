package io.stakeout.containment.facts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.control.Standing;
import io.stakeout.containment.guard.ByTarget;
import io.stakeout.containment.guard.Facts;
import io.stakeout.containment.guard.Targets;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Subject;

/**
 * Gathers what the guardrails decide on, from the database and the settings; never from AWS: what AWS tells is handed in.
 * Reads in the caller's transaction and sees what that has written, so that caps hold when the caller holds their lock.
 * Thread-safe.
 */
@ApplicationScoped
public class FactFinder {

    private static final Duration HOUR = Duration.ofHours(1);

    private final AgroalDataSource database;
    private final EntityManager entities;
    private final Operators operators;
    private final ContainmentConfig config;
    private final Set<String> pipelineRoles;
    private final Clock clock;

    FactFinder(
            AgroalDataSource database,
            EntityManager entities,
            Operators operators,
            ContainmentConfig config,
            @ConfigProperty(name = "stakeout.pipeline.roles") Optional<List<String>> pipelineRoles,
            Clock clock) {
        this.database = database;
        this.entities = entities;
        this.operators = operators;
        this.config = config;
        this.pipelineRoles = Set.copyOf(pipelineRoles.orElse(List.of()));
        this.clock = clock;
    }

    /**
     * Everything that is known now.
     *
     * @param plan its id, so that its own reservations and containments don't count against it; 0 while it has none
     * @param standings what AWS told of the principals, as far as it was asked
     * @param gone principals that AWS doesn't know
     * @param self the ARN of our own caller identity, when AWS told
     * @param ourRoles the roles that we assume in the accounts concerned
     * @throws IllegalStateException when the database can't be read, or there is no such incident; the caller's
     *     transaction goes on, so that the refusal which comes of it can be written down
     */
    @Transactional(dontRollbackOn = RuntimeException.class)
    public Facts find(
            long incident,
            long plan,
            Draft draft,
            Map<PrincipalRef, Standing> standings,
            Set<PrincipalRef> gone,
            Optional<String> self,
            Set<PrincipalRef> ourRoles) {
        // plain SQL sees what is flushed only
        entities.flush();
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            FactTable table = new FactTable(connection);
            Caps caps = caps(table, incident, plan, draft, now);
            return new Facts(
                    now,
                    self,
                    ourRoles,
                    pipelineRoles,
                    operators(),
                    protection(),
                    new Facts.Limits(config.capAbsolute(), config.capPerHour(), config.capPercent()),
                    standings,
                    gone,
                    caps.census,
                    caps.reserved,
                    caps.inForce,
                    new UseFinder(connection, now).of(incident, draft, draft.cut(), standings),
                    table.busy(plan),
                    cooling(table, plan, now),
                    table.killed());
        } catch (SQLException e) {
            // its message may quote what the database holds
            throw new IllegalStateException("facts can't be read, SQL state " + e.getSQLState(), e);
        }
    }

    private static final class Caps {
        private final Map<String, Facts.Census> census = new HashMap<>();
        private final Map<String, Integer> reserved = new HashMap<>();
        private final Map<String, Integer> inForce = new HashMap<>();
    }

    private static Caps caps(FactTable table, long incident, long plan, Draft draft, Instant now) throws SQLException {
        Instant opened = table.opened(incident);
        Set<PrincipalRef> minted = minted(draft);
        Targets targets = Targets.of(draft);
        Caps caps = new Caps();
        for (String account : accounts(draft)) {
            caps.census.put(account, table.census(account, opened, minted));
            caps.reserved.put(account, table.reserved(account, plan, now.minus(HOUR)));
            caps.inForce.put(account, table.inForce(account, plan, targets));
        }
        return caps;
    }

    private static Set<String> accounts(Draft draft) {
        Set<String> accounts = new HashSet<>();
        draft.cut().forEach(principal -> accounts.add(principal.account()));
        draft.steps().stream().map(step -> step.slot()).map(Slot::account).forEach(accounts::add);
        return accounts;
    }

    private static Set<PrincipalRef> minted(Draft draft) {
        return draft.subjects().stream()
                .filter(subject -> subject.is(Subject.MINTED)
                        && (subject.kind().equals("user") || subject.kind().equals("role")))
                .flatMap(subject -> subject.principal().stream())
                .collect(Collectors.toSet());
    }

    private List<Facts.OperatorPrincipals> operators() {
        return operators.list().stream()
                .filter(operator -> !operator.disabled())
                .map(FactFinder::principals)
                .toList();
    }

    private static Facts.OperatorPrincipals principals(Operator operator) {
        return new Facts.OperatorPrincipals(operator.name(), operator.awsPrincipals());
    }

    private Facts.Protection protection() {
        return new Facts.Protection(
                config.protect().orElse(List.of()),
                config.breakGlass().orElse(List.of()),
                config.protectTags().orElse(List.of()));
    }

    private ByTarget<Instant> cooling(FactTable table, long plan, Instant now) throws SQLException {
        Duration coolDown = config.coolDown();
        return table.touched(plan, now.minus(coolDown)).map(ended -> ended.plus(coolDown));
    }
}
