package io.stakeout.containment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.scheduler.Scheduled;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.audit.AuditAnchors;
import io.stakeout.audit.AuditLog;
import io.stakeout.containment.control.ContainmentConfig;

/**
 * The desk where admins arm and disarm, and pull the kill switch. All of it is audited with its reason. Only execution
 * looks at arming; everything before it is the same for a rehearsal. Over all nodes: the state is in the database.
 */
@ApplicationScoped
public class ModeDesk {

    private static final String SUBJECT = "mode";
    private static final int MOST_REASON = 1_000;

    private final ContainmentConfig config;
    private final AuditLog audit;
    private final AuditAnchors anchors;
    private final Clock clock;

    ModeDesk(ContainmentConfig config, AuditLog audit, AuditAnchors anchors, Clock clock) {
        this.config = config;
        this.audit = audit;
        this.anchors = anchors;
        this.clock = clock;
    }

    @Transactional
    public Arming now() {
        ArmingRow row = ArmingRow.now();
        Panache.getEntityManager().refresh(row);
        return row.view(clock.instant());
    }

    /** Arms for {@code stakeout.containment.armed-for}, or for as long once more; or disarms at once. */
    @Transactional
    public Arming arm(Actor admin, boolean armed, String reason) {
        requireAdmin(admin);
        String why = reason(reason);
        ArmingRow row = ArmingRow.forChange();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.armed = armed;
        row.armedBy = admin.name();
        row.armedReason = why;
        row.armedAt = now;
        row.disarmsAt = armed ? now.plus(config.armedFor()) : null;
        Panache.getEntityManager().flush();
        audit.append(admin, armed ? "mode.armed" : "mode.disarmed", SUBJECT, Map.of("reason", why));
        anchors.anchorSoon();
        return row.view(now);
    }

    /** Stops every execution between two steps and lets none begin, or releases that. */
    @Transactional
    public Arming kill(Actor admin, boolean killed, String reason) {
        requireAdmin(admin);
        String why = reason(reason);
        ArmingRow row = ArmingRow.forChange();
        row.killed = killed;
        row.killedBy = admin.name();
        row.killedReason = why;
        row.killedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Panache.getEntityManager().flush();
        audit.append(admin, killed ? "kill-switch.pulled" : "kill-switch.released", SUBJECT, Map.of("reason", why));
        anchors.anchorSoon();
        return row.view(clock.instant());
    }

    /** Writes down that arming has run out; it was over from its moment on without this. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void disarm() {
        ArmingRow row = ArmingRow.forChange();
        if (row.armed && !row.view(clock.instant()).armed()) {
            row.armed = false;
            Panache.getEntityManager().flush();
            audit.append(Actor.STAKEOUT, "mode.disarmed", SUBJECT, Map.of("reason", "arming has run out"));
        }
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.role().includes(Role.ADMIN)) {
            throw Problem.forbidden("Admins only", "Nothing was changed. Ask an admin.");
        }
    }

    private static String reason(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > MOST_REASON) {
            throw Problem.invalid(
                    "Reason missing", "reason: say why in 1 to " + MOST_REASON + " characters; nothing was changed.");
        }
        return reason.strip();
    }
}
