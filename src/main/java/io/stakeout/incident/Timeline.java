package io.stakeout.incident;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.lineage.LineageReader;

/** Reads an incident's log, by sequence. Thread-safe; obeys restrictions where an actor is given. */
@ApplicationScoped
public class Timeline {

    /** The most entries of one page. */
    public static final int MOST_PER_PAGE = 500;

    /**
     * Entries in sequence order.
     *
     * @param headSeq the incident's newest sequence number when the page was read
     */
    public record Page(List<EntryLine> entries, long headSeq) {}

    private final AgroalDataSource database;
    private final Readers readers;
    private final AuditLog audit;

    Timeline(AgroalDataSource database, Readers readers, AuditLog audit) {
        this.database = database;
        this.readers = readers;
        this.audit = audit;
    }

    /** Entries after a sequence number, without holes. */
    @Transactional
    public Page entries(Actor actor, long incident, long after, int limit) {
        long head = readers.require(actor, incident).head;
        return new Page(after(incident, after, limit), head);
    }

    /** Entries after a sequence number, for who may see the incident anyway. */
    @Transactional
    public List<EntryLine> after(long incident, long after, int limit) {
        String sql = "select e.seq, e.kind, e.body, a.identity_id from entry e"
                + " left join activity a on a.incident_id = e.incident_id and a.seq = e.seq"
                + " where e.incident_id = ? and e.seq > ? order by e.seq limit ?";
        return query(sql, List.of(incident, after, (long) Math.min(limit, MOST_PER_PAGE)));
    }

    /**
     * Of the entries {@code after + 1} to {@code upto} the {@code most} that tell most, in order: calls that tamper,
     * change identities or write, then what people and Stakeout did, then reads; of each the newest.
     */
    @Transactional
    public List<EntryLine> telling(long incident, long after, long upto, int most) {
        String sql = "select * from (select e.seq, e.kind, e.body, a.identity_id from entry e"
                + " left join activity a on a.incident_id = e.incident_id and a.seq = e.seq"
                + " where e.incident_id = ? and e.seq > ? and e.seq <= ? order by case a.class when 'tamper' then 0"
                + " when 'identity' then 1 when 'write' then 2 when 'read' then 4 else case e.kind when 'amendment'"
                + " then 5 else 3 end end, e.seq desc limit ?) as telling order by seq";
        return query(sql, List.of(incident, after, upto, (long) Math.min(most, MOST_PER_PAGE)));
    }

    /** Activities after a sequence number that pass the filter; sequence numbers have holes. */
    @Transactional
    public Page activities(Actor actor, long incident, long after, int limit, ActivityFilter filter) {
        long head = readers.require(actor, incident).head;
        List<Object> values = new ArrayList<>(List.of(incident, after));
        values.addAll(filter.values());
        values.add((long) Math.min(limit, MOST_PER_PAGE));
        String sql = "select e.seq, e.kind, e.body, a.identity_id from activity a join entry e using (incident_id, seq)"
                + " where a.incident_id = ? and a.seq > ?" + filter.sql() + " order by a.seq limit ?";
        return new Page(query(sql, values), head);
    }

    /**
     * The whole record of an activity, or of a call by somebody else that proves an issuance; secrets redacted, as UTF-8 JSON. When it was amended, a last member {@code
     * stakeout} says by which lanes the event arrived and how CloudTrail corrected it; see {@link Amended}. The look is
     * audited.
     */
    @Transactional
    public byte[] record(Actor actor, long incident, String eventId) {
        readers.require(actor, incident);
        byte[] record = stored(incident, eventId)
                .orElseThrow(() -> Problem.notFound("Activity", "Incident " + incident + " has no such event."));
        audit.append(actor, "record.read", "incident:" + incident, Map.of("eventId", eventId));
        return record;
    }

    /** The newest sequence number; 0 for an incident that doesn't exist. */
    @Transactional
    public long head(long incident) {
        return IncidentRow.<IncidentRow>findByIdOptional(incident)
                .map(row -> row.head)
                .orElse(0L);
    }

    /** Of a call by somebody else that proves an issuance there is a record too. */
    private Optional<byte[]> stored(long incident, String eventId) {
        try (Connection connection = database.getConnection()) {
            Optional<Amended> call = Amended.read(connection, incident, eventId);
            return call.isPresent()
                    ? call.map(Amended::json)
                    : new LineageReader(connection).proof(incident, eventId).map(StoredRecord::read);
        } catch (SQLException e) {
            throw new TimelineUnreadable(e);
        }
    }

    private List<EntryLine> query(String sql, List<Object> values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<EntryLine> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(EntryLine.of(rows.getLong(1), rows.getString(2), rows.getLong(4), rows.getString(3)));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw new TimelineUnreadable(e);
        }
    }

    /** The database didn't answer a read; nothing was changed, trying again is right. */
    static final class TimelineUnreadable extends RuntimeException {
        TimelineUnreadable(SQLException cause) {
            super("timeline not read", cause);
        }
    }
}
