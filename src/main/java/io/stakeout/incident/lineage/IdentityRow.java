package io.stakeout.incident.lineage;

import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import org.hibernate.annotations.DynamicUpdate;

/** The row of an identity, for what people decide on it; all else is written by {@link LineageTable}. */
@Entity
@Table(name = "identity")
@DynamicUpdate
public class IdentityRow extends PanacheEntityBase {

    @Id
    Long id;

    @Column(name = "incident_id", updatable = false)
    long incidentId;

    @Column(updatable = false)
    String kind;

    @Column(updatable = false)
    String value;

    @Column(updatable = false)
    String label;

    @Column(updatable = false)
    String account;

    boolean confirmed;
    boolean excluded;
    String note;

    @Column(name = "noted_by")
    String notedBy;

    public static Optional<IdentityRow> of(long incident, long id) {
        return find("id = ?1 and incidentId = ?2", id, incident).firstResultOptional();
    }

    public long id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public String value() {
        return value;
    }

    public String label() {
        return label;
    }

    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    public boolean confirmed() {
        return confirmed;
    }

    public boolean excluded() {
        return excluded;
    }

    public void confirm() {
        confirmed = true;
    }

    public void exclude(boolean out) {
        excluded = out;
    }

    public void noted(String why, String by) {
        note = why;
        notedBy = by;
    }
}
