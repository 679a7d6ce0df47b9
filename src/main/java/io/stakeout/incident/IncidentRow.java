package io.stakeout.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import org.hibernate.annotations.DynamicUpdate;

import io.stakeout.watch.Follow;

/** The incident's row. Head and counters belong to {@link EntryLog} and are only read here. */
@Entity
@Table(name = "incident")
@DynamicUpdate
public class IncidentRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String title;
    String severity;
    String follow;
    String state;
    String origin;

    @Column(name = "opened_by")
    String openedBy;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "closed_at")
    Instant closedAt;

    String verdict;

    @Column(name = "verdict_reason")
    String verdictReason;

    boolean restricted;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "incident_reader", joinColumns = @JoinColumn(name = "incident_id"))
    @Column(name = "operator")
    Set<String> readers = new TreeSet<>();

    @Column(insertable = false, updatable = false)
    long head;

    @Column(insertable = false, updatable = false)
    long total;

    @Column(insertable = false, updatable = false)
    long reads;

    @Column(insertable = false, updatable = false)
    long writes;

    @Column(insertable = false, updatable = false)
    long identities;

    @Column(insertable = false, updatable = false)
    long tampers;

    @Column(insertable = false, updatable = false)
    long denied;

    @Column(insertable = false, updatable = false)
    long failed;

    @Column(insertable = false, updatable = false)
    long throttled;

    @Column(insertable = false, updatable = false)
    long duplicates;

    @Column(name = "newest_event_time", insertable = false, updatable = false)
    Instant newestEventTime;

    @Column(name = "newest_arrived_at", insertable = false, updatable = false)
    Instant newestArrivedAt;

    IncidentState state() {
        return "closed".equals(state)
                ? new IncidentState.Closed(Verdict.byId(verdict).orElseThrow(), verdictReason, closedAt)
                : new IncidentState.Watching();
    }

    void become(IncidentState next) {
        state = next.id();
        Optional<IncidentState.Closed> closed =
                next instanceof IncidentState.Closed c ? Optional.of(c) : Optional.empty();
        verdict = closed.map(c -> c.verdict().id()).orElse(null);
        verdictReason = closed.map(IncidentState.Closed::reason).orElse(null);
        closedAt = closed.map(IncidentState.Closed::at).orElse(null);
    }

    Severity severity() {
        return Severity.byId(severity).orElseThrow();
    }

    Follow follow() {
        return Follow.byId(follow).orElseThrow();
    }

    Counters counters() {
        return new Counters(total, reads, writes, identities, tampers, denied, failed, throttled, duplicates);
    }

    IncidentView view(List<SuspectRow> suspects) {
        return new IncidentView(
                id,
                title,
                severity(),
                follow(),
                state().id(),
                origin,
                openedBy,
                openedAt,
                Optional.ofNullable(closedAt),
                Optional.ofNullable(verdict).flatMap(Verdict::byId),
                Optional.ofNullable(verdictReason),
                suspects.stream().map(SuspectRow::view).toList(),
                counters(),
                Optional.ofNullable(newestEventTime),
                Optional.ofNullable(newestArrivedAt),
                head,
                List.copyOf(new TreeSet<>(readers)));
    }
}
