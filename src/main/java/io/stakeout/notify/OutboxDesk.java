package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.Incidents;
import io.stakeout.notify.news.News;

/**
 * The desk where people see what waits and what nobody takes any more, send it again, and try a channel. Of incidents that
 * the actor may not see nothing is shown but that there is a dead letter. Thread-safe.
 */
@ApplicationScoped
public class OutboxDesk {

    private static final int MOST_DEAD = 100;

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final Channels channels;
    private final Incidents incidents;
    private final AuditLog audit;
    private final Event<Filled> filled;
    private final Clock clock;

    OutboxDesk(
            AgroalDataSource database,
            Outbox outbox,
            Channels channels,
            Incidents incidents,
            AuditLog audit,
            Event<Filled> filled,
            Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.channels = channels;
        this.incidents = incidents;
        this.audit = audit;
        this.filled = filled;
        this.clock = clock;
    }

    @Transactional
    public OutboxView view(Actor actor) {
        try (Connection connection = database.getConnection()) {
            OutboxReader reader = new OutboxReader(connection);
            List<OutboxReader.Dead> dead = reader.dead(MOST_DEAD);
            Set<Long> visible = incidents.visible(
                    actor, dead.stream().flatMap(one -> one.incident().stream()).collect(Collectors.toSet()));
            return new OutboxView(
                    channels(connection),
                    dead.stream().map(one -> view(one, visible)).toList());
        } catch (SQLException e) {
            throw new OutboxUnreadable(e);
        }
    }

    /** The channels alone. */
    @Transactional
    public List<OutboxView.ChannelView> channels() {
        try (Connection connection = database.getConnection()) {
            return channels(connection);
        } catch (SQLException e) {
            throw new OutboxUnreadable(e);
        }
    }

    private List<OutboxView.ChannelView> channels(Connection connection) throws SQLException {
        OutboxReader reader = new OutboxReader(connection);
        List<OutboxView.ChannelView> views = new ArrayList<>();
        for (Channel channel : channels.enabled()) {
            views.add(view(reader.depth(channel.name())));
        }
        return views;
    }

    private static OutboxView.ChannelView view(OutboxReader.Depth depth) {
        return new OutboxView.ChannelView(
                depth.channel(),
                depth.waiting(),
                depth.entries(),
                depth.oldest(),
                depth.dead(),
                depth.deadAnchors(),
                depth.withheld(),
                depth.pause().map(PauseTable.Pause::until),
                depth.pause().map(PauseTable.Pause::since),
                depth.pause().map(PauseTable.Pause::why));
    }

    private static OutboxView.DeadView view(OutboxReader.Dead dead, Set<Long> visible) {
        boolean shown = dead.incident().map(visible::contains).orElse(true);
        return new OutboxView.DeadView(
                Long.toString(dead.id()),
                dead.channel(),
                dead.kind(),
                dead.incident().filter(id -> shown).map(String::valueOf),
                Optional.of(dead.target()).filter(target -> shown && !target.isEmpty()),
                dead.attempts(),
                dead.why(),
                dead.since(),
                Optional.of(dead.body()).filter(body -> shown).map(NotifyJson::read));
    }

    /**
     * Has a dead letter tried again, as often as a new one. Audited.
     *
     * @throws Problem NOT_FOUND when there is no such row, CONFLICT when it is no dead letter
     */
    @Transactional
    public void retry(Actor actor, long id) {
        try (Connection connection = database.getConnection()) {
            DeadTable table = new DeadTable(connection);
            DeadTable.Line line = table.lock(id)
                    .orElseThrow(() -> Problem.notFound("Row of the outbox", "There is no row " + id + "."));
            if (!line.state().equals("dead")) {
                throw Problem.conflict(
                        "It is no dead letter", "Row " + id + " is " + line.state() + "; nothing was changed.");
            }
            if (channels.named(line.channel()).isEmpty()) {
                throw Problem.conflict(
                        "The channel is gone",
                        "No channel '" + line.channel() + "' is configured, so nothing would bring it out."
                                + " It stays a dead letter.");
            }
            table.revive(id, clock.instant());
            audit.append(
                    actor, "outbox.sent-again", "outbox:" + id, Map.of("channel", line.channel(), "kind", line.kind()));
            filled.fire(new Filled());
        } catch (SQLException e) {
            throw new OutboxUnreadable(e);
        }
    }

    /**
     * Sends a message that says that it is one. Audited.
     *
     * @throws Problem NOT_FOUND when no such channel is configured, CONFLICT when it has nobody to send it to
     */
    @Transactional
    public void test(Actor actor, String name) {
        Channel channel = channels.named(name)
                .orElseThrow(() -> Problem.notFound(
                        "Channel",
                        "No channel of that name is configured. There are: "
                                + channels.enabled().stream()
                                        .map(Channel::name)
                                        .collect(Collectors.joining(", ", "", "."))));
        String id = UUID.randomUUID().toString();
        if (outbox.tell(new News.Tested(clock.instant(), actor.name(), id), List.of(channel)) == 0) {
            throw Problem.conflict("Nobody to send it to", "The channel " + name + " has no address of its own.");
        }
        audit.append(actor, "outbox.tested", "outbox", Map.of("channel", name));
    }
}
