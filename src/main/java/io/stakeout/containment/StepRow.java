package io.stakeout.containment;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.stakeout.containment.plan.Step;

/** A step of a plan, and how far it got. Written before and after each call. */
@Entity
@Table(name = "plan_step")
@IdClass(StepRow.Key.class)
@DynamicUpdate
class StepRow extends PanacheEntityBase {

    static final String PENDING = "pending";
    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String ALREADY = "already";
    static final String WOULD = "would";
    static final String FAILED = "failed";

    /** Plan and place in it. */
    static final class Key implements Serializable {
        private static final long serialVersionUID = 1;

        Long planId;
        Integer n;

        Key() {}

        Key(long planId, int n) {
            this.planId = planId;
            this.n = n;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(planId, key.planId) && Objects.equals(n, key.n);
        }

        @Override
        public int hashCode() {
            return Objects.hash(planId, n);
        }
    }

    @Id
    @Column(name = "plan_id")
    Long planId;

    @Id
    Integer n;

    String step;
    String slot;
    String account;
    String state = PENDING;

    @Column(name = "before_known")
    boolean beforeKnown;

    @Column(name = "before_value")
    String beforeValue;

    @Column(name = "after_value")
    String afterValue;

    @Column(name = "request_ids")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> requestIds = List.of();

    int attempts;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    String error;

    static List<StepRow> of(long plan) {
        return list("planId = ?1 order by n", plan);
    }

    static StepRow of(long plan, int n) {
        return findById(new Key(plan, n));
    }

    Step step() {
        return DraftJson.step(step);
    }

    Optional<String> before() {
        return Optional.ofNullable(beforeValue);
    }

    Optional<String> after() {
        return Optional.ofNullable(afterValue);
    }

    /** Whether AWS may hold it: what was tried, and of which nobody knows how that ended, counts too. */
    boolean mayHold() {
        return holds() || beforeKnown && attempts > 0;
    }

    /** Whether what it is for holds, as far as we know. */
    boolean holds() {
        return state.equals(DONE) || state.equals(ALREADY);
    }
}
