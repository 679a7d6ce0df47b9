package io.stakeout.ingest.backfill;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A look further back that an operator asked for, and how far it is. */
@Entity
@Table(name = "backfill")
public class BackfillRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "incident_id")
    long incidentId;

    @Column(name = "by_operator")
    String byOperator;

    Instant since;
    Instant until;
    boolean lookup;
    String state;
    String source;

    @Column(name = "started_at")
    Instant startedAt;

    long events;
    long matched;
    long recorded;
    long unreadable;
    String message;
    String owner;

    @Column(name = "beat_at")
    Instant beatAt;

    String standing;

    boolean over() {
        return state.equals("done") || state.equals("failed");
    }

    void add(String sentence) {
        message = message == null ? sentence : message + " " + sentence;
    }
}
