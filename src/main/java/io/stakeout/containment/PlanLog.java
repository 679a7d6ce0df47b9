package io.stakeout.containment;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.orm.panache.Panache;

import io.stakeout.access.Actor;
import io.stakeout.audit.AuditAnchors;
import io.stakeout.audit.AuditLog;
import io.stakeout.cloudtrail.Text;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Coverage;
import io.stakeout.containment.plan.Draft;
import io.stakeout.incident.EntryKind;
import io.stakeout.incident.EntryLog;

/**
 * The one way a plan moves: each transition is checked, and is an entry of its incident, a line of the audit and a count,
 * in the caller's transaction. Callers hold the plan's row; the incident's and the audit's lock come after it.
 */
@ApplicationScoped
class PlanLog {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 4_000;
    private static final int MOST_LEFT_OUT = 100;
    private static final int LONGEST_LEFT_OUT = 400;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final EntryLog log;
    private final AuditLog audit;
    private final AuditAnchors anchors;
    private final ContainmentConfig config;
    private final Event<PlanMoved> moved;
    private final MeterRegistry metrics;
    private final Clock clock;

    PlanLog(
            EntryLog log,
            AuditLog audit,
            AuditAnchors anchors,
            ContainmentConfig config,
            Event<PlanMoved> moved,
            MeterRegistry metrics,
            Clock clock) {
        this.log = log;
        this.audit = audit;
        this.anchors = anchors;
        this.config = config;
        this.moved = moved;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** To the microsecond, as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** For texts that people read within the hour. */
    static String clock(Instant at) {
        return MINUTE.format(at);
    }

    /** Moves it, and tells it in the room. */
    void move(Actor who, PlanRow plan, PlanState next, String text) {
        plan.state().require(next);
        plan.state = next.id();
        say(who, plan, next.id(), text);
        // what was decided must not be cut off the record unseen
        anchors.anchorSoon();
    }

    /** Tells what happened to a plan that stays where it is, or has just come into being. */
    void say(Actor who, PlanRow plan, String action, String text) {
        Panache.getEntityManager().flush();
        String told = Text.storable(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        ObjectNode body = JSON.createObjectNode()
                .put("action", action)
                .put("planId", Long.toString(plan.id))
                .put("state", plan.state)
                .put("level", plan.level)
                .put("text", told);
        if (plan.cutOff != null) {
            body.put("cutOff", plan.cutOff.toString());
        }
        if (plan.effectiveAt != null) {
            body.put("effectiveAt", plan.effectiveAt.toString());
        }
        // from when on no call may succeed: what happens while a change spreads is no failure of it
        plan.settledAt()
                .ifPresent(at ->
                        body.put("provenFrom", at.plus(config.propagation()).toString()));
        if (plan.undoOf != null) {
            body.put("undoOf", Long.toString(plan.undoOf));
        }
        body.put("rehearsal", Boolean.TRUE.equals(plan.rehearsal));
        identities(plan, body);
        log.append(plan.incidentId, EntryKind.PLAN, who.name(), body);
        Map<String, Object> details = new TreeMap<>(
                Map.of("incident", plan.incidentId, "level", plan.level, "hash", plan.hash, "text", told));
        if (action.equals(PlanState.DRAFTED.id()) || action.equals(PlanState.REFUSED.id())) {
            leftOut(details, plan);
        }
        audit.append(who, "plan." + action, "incident:" + plan.incidentId, withPlan(details, plan));
        moved.fire(new PlanMoved(plan.id, plan.incidentId, plan.state()));
        metrics.counter("stakeout.containment.plans", "state", plan.state, "level", plan.level)
                .increment();
    }

    /** By the hash, too, the record says who was left out; here it says so in words. */
    private static void leftOut(Map<String, Object> details, PlanRow plan) {
        List<Draft.LeftOut> all = plan.draft().leftOut();
        if (!all.isEmpty()) {
            details.put(
                    "leftOut",
                    all.stream()
                            .limit(MOST_LEFT_OUT)
                            .map(one -> one.subject().id() + " " + Text.shown(one.words(), LONGEST_LEFT_OUT))
                            .toList());
            details.put("leftOutCount", all.size());
        }
    }

    private static Map<String, Object> withPlan(Map<String, Object> details, PlanRow plan) {
        details.put("plan", plan.id);
        return details;
    }

    /** Whose calls it cuts, and how far where that isn't wholly: a row says the same of a call as the proof does. */
    private static void identities(PlanRow plan, ObjectNode body) {
        ArrayNode ids = body.putArray("identityIds");
        ObjectNode covers = body.putObject("covers");
        new TreeMap<>(Coverage.of(plan.draft())).forEach((id, cover) -> {
            ids.add(Long.toString(id));
            if (cover != Cover.ALL) {
                covers.put(Long.toString(id), cover.id());
            }
        });
    }
}
