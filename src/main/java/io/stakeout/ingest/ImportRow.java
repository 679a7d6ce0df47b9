package io.stakeout.ingest;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A file that an operator brought to an incident, and how far it is read. */
@Entity
@Table(name = "import")
public class ImportRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "incident_id")
    long incidentId;

    @Column(name = "by_operator")
    String byOperator;

    @Column(name = "started_at")
    Instant startedAt;

    String state;
    long bytes;
    long records;
    long events;
    long matched;
    long duplicates;
    long quarantined;
    String message;

    /** Name of the spooled file: tells which process's import it is. */
    String spool;

    void progress(Tally tally) {
        records = tally.records();
        events = tally.events();
        matched = tally.matched();
        duplicates = tally.duplicates();
        quarantined = tally.quarantined();
    }
}
