package io.stakeout.signal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.incident.Incidents;

/** Reads signals for people. One that is in the room of an incident that the actor may not see doesn't exist. */
@ApplicationScoped
public class SignalReader {

    /** The most signals of one page. */
    public static final int MOST_PER_PAGE = 200;

    private static final Logger LOG = Logger.getLogger(SignalReader.class);

    private static final String COLUMNS = "select s.id, s.way, s.speaker, s.source, s.signal_id, s.detail_type, s.type,"
            + " s.score, s.title, s.account, s.region, s.suspects, s.nobody, s.evidence, s.owner, s.sample, s.active,"
            + " s.observed_at, s.trust, s.count, s.first_seen, s.last_seen, s.outcome, s.incident_id, i.verdict,"
            + " s.playbook, s.why, s.plan_id from signal s left join incident i on i.id = s.incident_id";

    private final AgroalDataSource database;
    private final Incidents incidents;
    private final ReceptionConfig config;
    private final Clock clock;

    SignalReader(AgroalDataSource database, Incidents incidents, ReceptionConfig config, Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.config = config;
        this.clock = clock;
    }

    /** Those after an id, in order. */
    @Transactional
    public List<SignalView> after(Actor actor, long after, int limit) {
        return page(actor, COLUMNS + " where s.id > ? order by s.id limit ?", after, limit);
    }

    /** The newest by when they were told first. */
    @Transactional
    public List<SignalView> newest(Actor actor, int limit) {
        return page(actor, COLUMNS + " where s.id < ? order by s.id desc limit ?", Long.MAX_VALUE, limit);
    }

    @Transactional
    public SignalView get(Actor actor, long id) {
        return visible(actor, read(COLUMNS + " where s.id = ? limit ?", id, 1)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound(
                        "Signal", "There is no signal " + id + ", or it belongs to a restricted incident."));
    }

    /** Goes on until the page is full: what is hidden leaves no short pages by which it could be counted. */
    private List<SignalView> page(Actor actor, String sql, long from, int limit) {
        List<SignalView> page = new ArrayList<>();
        long at = from;
        while (page.size() < limit) {
            List<SignalView> some = read(sql, at, limit);
            page.addAll(visible(actor, some));
            if (some.size() < limit) {
                break;
            }
            at = some.get(some.size() - 1).id();
        }
        return page.size() <= limit ? page : List.copyOf(page.subList(0, limit));
    }

    private List<SignalView> visible(Actor actor, List<SignalView> some) {
        Set<Long> wanted =
                some.stream().flatMap(view -> view.incident().stream()).collect(Collectors.toUnmodifiableSet());
        Set<Long> seen = incidents.visible(actor, wanted);
        return some.stream()
                .filter(view -> view.incident().map(seen::contains).orElse(true))
                .toList();
    }

    private List<SignalView> read(String sql, long at, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, at);
            query.setInt(2, limit);
            List<SignalView> views = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    views.add(view(rows));
                }
            }
            return views;
        } catch (SQLException e) {
            throw new IllegalStateException("signals can't be read", e);
        }
    }

    private static SignalView view(ResultSet row) throws SQLException {
        return new SignalView(
                row.getLong("id"),
                row.getString("way"),
                row.getString("speaker"),
                row.getString("source"),
                row.getString("signal_id"),
                row.getString("detail_type"),
                row.getString("type"),
                row.getInt("score"),
                row.getString("title"),
                text(row, "account"),
                text(row, "region"),
                SignalJson.suspectLines(row.getString("suspects")),
                text(row, "nobody"),
                SignalJson.lines(row.getString("evidence")),
                text(row, "owner"),
                row.getBoolean("sample"),
                row.getBoolean("active"),
                Optional.ofNullable(row.getTimestamp("observed_at")).map(Timestamp::toInstant),
                row.getString("trust").toLowerCase(Locale.ROOT),
                row.getLong("count"),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                Outcome.byId(row.getString("outcome")),
                Optional.ofNullable(row.getObject("incident_id", Long.class)),
                text(row, "verdict"),
                text(row, "playbook"),
                row.getString("why"),
                Optional.ofNullable(row.getObject("plan_id", Long.class)));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** What rooms were told stays in their logs. */
    @Scheduled(every = "6h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forget() {
        String sql = "delete from signal s where s.last_seen < ? and not exists (select 1 from incident i"
                + " where i.id = s.incident_id and i.state = 'watching')";
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            Instant before = clock.instant().minus(config.keep());
            delete.setTimestamp(1, Timestamp.from(before));
            int gone = delete.executeUpdate();
            if (gone > 0) {
                LOG.infof("old signals removed count=%d", gone);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("old signals not removed, tried again in 6 hours", e);
        }
    }
}
