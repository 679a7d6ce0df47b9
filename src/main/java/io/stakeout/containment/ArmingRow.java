package io.stakeout.containment;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** The one row that says whether plans change anything. */
@Entity
@Table(name = "mode")
class ArmingRow extends PanacheEntityBase {

    @Id
    boolean one = true;

    boolean armed;

    @Column(name = "armed_by")
    String armedBy;

    @Column(name = "armed_reason")
    String armedReason;

    @Column(name = "armed_at")
    Instant armedAt;

    @Column(name = "disarms_at")
    Instant disarmsAt;

    boolean killed;

    @Column(name = "killed_by")
    String killedBy;

    @Column(name = "killed_reason")
    String killedReason;

    @Column(name = "killed_at")
    Instant killedAt;

    static ArmingRow now() {
        return findById(true);
    }

    /** Keeps every other writer out until the transaction ends. */
    static ArmingRow forChange() {
        return findById(true, LockModeType.PESSIMISTIC_WRITE);
    }

    /** What has run out by itself is over, whether or not anybody has written it down. */
    Arming view(Instant at) {
        boolean still = armed && disarmsAt != null && disarmsAt.isAfter(at);
        return new Arming(
                still,
                Optional.ofNullable(armedBy),
                Optional.ofNullable(armedReason),
                Optional.ofNullable(armedAt),
                still ? Optional.of(disarmsAt) : Optional.empty(),
                killed,
                Optional.ofNullable(killedBy),
                Optional.ofNullable(killedReason),
                Optional.ofNullable(killedAt));
    }
}
