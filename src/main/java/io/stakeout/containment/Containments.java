package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.access.Actor;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;
import io.stakeout.incident.Incidents;

/** What is in force, over all incidents: who is cut, by which plan, whose it is, and when it has to be looked at again. */
@ApplicationScoped
public class Containments {

    private static final String IN_FORCE = "select c.id, c.plan_id, p.incident_id, c.account, c.kind, c.name, c.level,"
            + " c.owner, c.reason, c.since, c.expires_at, c.renewed_by, c.renewed_reason, c.renewed_at"
            + " from containment c join plan p on p.id = c.plan_id"
            + " where c.ended_at is null";

    private final AgroalDataSource database;
    private final Incidents incidents;
    private final Clock clock;

    Containments(AgroalDataSource database, Incidents incidents, Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.clock = clock;
    }

    /**
     * A principal that is cut by a plan.
     *
     * @param principal its ARN, as far as its path is unknown without one; of an Identity Center user that and the account
     *     in which it is denied
     * @param due whether it has expired: nothing ends by itself, somebody has to renew it or take it back
     * @param renewal the newest; empty when there was none
     */
    public record InForce(
            long id,
            long plan,
            long incident,
            String principal,
            Level level,
            String owner,
            String reason,
            Instant since,
            Instant expiresAt,
            boolean due,
            Optional<Renewal> renewal) {
        public InForce {
            Objects.requireNonNull(principal);
            Objects.requireNonNull(level);
            Objects.requireNonNull(since);
            Objects.requireNonNull(expiresAt);
            Objects.requireNonNull(renewal);
        }
    }

    /** That somebody answers for it once more. */
    public record Renewal(String by, String reason, Instant at) {
        public Renewal {
            Objects.requireNonNull(by);
            Objects.requireNonNull(reason);
            Objects.requireNonNull(at);
        }
    }

    /** Those of incidents that the actor may see; what is due first, then what expires soonest. */
    @Transactional
    public List<InForce> inForce(Actor actor) {
        List<InForce> all = all(clock.instant());
        Set<Long> concerned = all.stream().map(InForce::incident).collect(Collectors.toSet());
        Set<Long> visible = incidents.visible(actor, concerned);
        return all.stream()
                .filter(one -> visible.contains(one.incident()))
                .sorted(Comparator.comparing(InForce::expiresAt).thenComparingLong(InForce::id))
                .toList();
    }

    private List<InForce> all(Instant now) {
        List<InForce> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(IN_FORCE);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(read(rows, now));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("containments in force could not be read", e);
        }
        return found;
    }

    /** One of them, in the caller's transaction, who has asked whether it may be seen. */
    InForce one(long id) {
        return all(clock.instant()).stream()
                .filter(containment -> containment.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("containment " + id + " isn't in force"));
    }

    private static InForce read(ResultSet row, Instant now) throws SQLException {
        Instant expiresAt = row.getTimestamp(11).toInstant();
        return new InForce(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                principal(row.getString(5), row.getString(4), row.getString(6)),
                Level.byId(row.getString(7)).orElseThrow(),
                row.getString(8),
                row.getString(9),
                row.getTimestamp(10).toInstant(),
                expiresAt,
                !expiresAt.isAfter(now),
                renewal(row));
    }

    private static Optional<Renewal> renewal(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp(14);
        return at == null
                ? Optional.empty()
                : Optional.of(new Renewal(row.getString(12), row.getString(13), at.toInstant()));
    }

    /** Service Authorization Reference, "IAM Identity Center identity store": how users are named. */
    private static String principal(String kind, String account, String name) {
        return kind.equals(Subject.PERSON)
                ? "arn:aws:identitystore:::user/" + name + " in " + account
                : new PrincipalRef(PrincipalRef.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), account, name).arn();
    }
}
