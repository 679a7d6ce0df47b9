package io.stakeout.ingest;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** Bytes in quarantine. */
@Entity
@Table(name = "quarantined_record")
public class QuarantinedRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "arrived_at")
    Instant arrivedAt;

    String lane;
    String origin;
    String reason;
    long size;
    byte[] sealed;
    boolean whole;
    String sha256;

    @Column(name = "incident_id")
    Long incidentId;
}
