package io.stakeout.containment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import org.hibernate.annotations.DynamicUpdate;

import io.stakeout.Problem;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;

/** A plan. Its state moves through {@link PlanLog} only. */
@Entity
@Table(name = "plan")
@DynamicUpdate
class PlanRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "incident_id", updatable = false)
    long incidentId;

    String level;
    String state;
    String hash;
    String key;

    @Column(name = "undo_of")
    Long undoOf;

    @Column(name = "drafted_by")
    String draftedBy;

    @Column(name = "drafted_by_id")
    Long draftedById;

    @Column(name = "drafted_at")
    Instant draftedAt;

    String reason;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "requested_by_id")
    Long requestedById;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    boolean acknowledged;

    @Column(name = "broke_glass")
    boolean brokeGlass;

    /** The playbook that let it go on without a person; null when people did. */
    String playbook;

    boolean overwrite;

    @Column(name = "executed_by")
    String executedBy;

    @Column(name = "executed_at")
    Instant executedAt;

    Boolean rehearsal;

    @Column(name = "cut_off")
    Instant cutOff;

    @Column(name = "effective_at")
    Instant effectiveAt;

    @Column(name = "ended_at")
    Instant endedAt;

    String message;
    int reapplied;
    String draft;
    String owner;

    @Column(name = "beat_at")
    Instant beatAt;

    static PlanRow of(long id) {
        return PlanRow.<PlanRow>findByIdOptional(id).orElseThrow(() -> missing(id));
    }

    /** Keeps every other writer out until the transaction ends. */
    static PlanRow forChange(long id) {
        return PlanRow.<PlanRow>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> missing(id));
    }

    static Problem missing(long id) {
        return Problem.notFound(
                "Plan", "There is no plan " + id + ", or its incident is restricted to other operators.");
    }

    static List<PlanRow> ofIncident(long incident) {
        return list("incidentId = ?1 order by id", incident);
    }

    Optional<PlanRow> undoneBy() {
        return PlanRow.<PlanRow>find("undoOf = ?1 order by id desc", id).firstResultOptional();
    }

    PlanState state() {
        return PlanState.byId(state);
    }

    Level level() {
        return Level.byId(level).orElseThrow();
    }

    Draft draft() {
        return DraftJson.draft(draft);
    }

    /**
     * When the last of its writes held: of one whose cut-off is written once more, that. Empty while one doesn't hold, since
     * nobody knows then from when on no call may succeed.
     */
    Optional<Instant> settledAt() {
        List<StepRow> steps = effectiveAt == null ? List.of() : StepRow.of(id);
        if (steps.isEmpty() || !steps.stream().allMatch(StepRow::holds)) {
            return Optional.empty();
        }
        return Stream.concat(
                        Stream.of(effectiveAt),
                        steps.stream()
                                .filter(row -> row.step().renewal())
                                .flatMap(row -> Stream.ofNullable(row.endedAt)))
                .max(Comparator.naturalOrder());
    }

    boolean undo() {
        return undoOf != null;
    }
}
