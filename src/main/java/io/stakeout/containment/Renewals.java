package io.stakeout.containment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.containment.control.ContainmentConfig;

/**
 * The desk where somebody answers for a containment for as long once more. Nothing is changed in AWS. It stays where it is
 * told: owner, reason and expiry on one page, the renewal in the room and in the audit.
 */
@ApplicationScoped
public class Renewals {

    private static final int MOST_REASON = 1_000;

    private final PlanDesk desk;
    private final PlanLog log;
    private final Containments containments;
    private final ContainmentConfig config;
    private final AgroalDataSource database;

    Renewals(
            PlanDesk desk,
            PlanLog log,
            Containments containments,
            ContainmentConfig config,
            AgroalDataSource database) {
        this.desk = desk;
        this.log = log;
        this.containments = containments;
        this.config = config;
        this.database = database;
    }

    /** From now on for {@code expires-after}, also of one that is due; then the room is reminded of it anew. */
    public Containments.InForce renew(Actor who, long id, String reason) {
        PlanDesk.require(who, Role.RESPONDER);
        if (reason == null || reason.isBlank() || reason.length() > MOST_REASON) {
            throw Problem.invalid(
                    "Reason missing", "reason: say why in 1 to " + MOST_REASON + " characters. Nothing was changed.");
        }
        return PlanDesk.inTransaction(() -> {
            PlanRow plan = locked(who, id);
            Instant expires = log.now().plus(config.expiresAfter());
            write(who, id, reason.strip(), expires);
            Containments.InForce renewed = containments.one(id);
            log.say(
                    who,
                    plan,
                    "renewed",
                    "keeps " + renewed.principal() + " cut until " + expires + ", unless it is undone before: "
                            + reason.strip());
            return renewed;
        });
    }

    /** The plan's row is locked first, as by whoever undoes it. */
    private PlanRow locked(Actor who, long id) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select plan_id from containment where id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw missing(id);
                }
                return desk.lock(who, row.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("containment " + id + " can't be read", e);
        } catch (Problem hidden) {
            throw missing(id);
        }
    }

    private static Problem missing(long id) {
        return Problem.notFound(
                "Containment", "There is no containment " + id + ", or its incident is restricted to other operators.");
    }

    private void write(Actor who, long id, String reason, Instant expires) {
        String sql = "update containment set expires_at = ?, reminded_at = null, renewed_at = ?, renewed_by = ?,"
                + " renewed_reason = ? where id = ? and ended_at is null";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(expires));
            update.setTimestamp(2, Timestamp.from(log.now()));
            update.setString(3, who.name());
            update.setString(4, reason);
            update.setLong(5, id);
            if (update.executeUpdate() == 0) {
                throw Problem.conflict(
                        "Not in force any more", "It was taken back meanwhile. There is nothing to renew.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("containment " + id + " can't be renewed", e);
        }
    }
}
