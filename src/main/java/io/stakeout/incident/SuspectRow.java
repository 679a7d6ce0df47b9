package io.stakeout.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;
import io.stakeout.watch.Watch;

/** A suspect of an incident; removed ones are kept for the record. */
@Entity
@Table(name = "suspect")
public class SuspectRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "incident_id")
    long incidentId;

    String type;
    String value;
    String account;

    @Column(name = "identity_id")
    long identityId;

    @Column(name = "added_by")
    String addedBy;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "removed_at")
    Instant removedAt;

    static List<SuspectRow> watchedFor(long incident) {
        return list("incidentId = ?1 and removedAt is null order by id", incident);
    }

    /** Those of all incidents, in one query. */
    static Map<Long, List<SuspectRow>> watchedByIncident() {
        return SuspectRow.<SuspectRow>list("removedAt is null order by id").stream()
                .collect(Collectors.groupingBy(row -> row.incidentId));
    }

    Suspect suspect() {
        return new Suspect(SuspectType.byId(type).orElseThrow(), value, Optional.ofNullable(account));
    }

    Watch watch() {
        return new Watch(incidentId, identityId, suspect());
    }

    IncidentView.SuspectView view() {
        return new IncidentView.SuspectView(id, type, value, Optional.ofNullable(account), addedBy, addedAt);
    }
}
