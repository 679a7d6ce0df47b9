package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.notify.news.Room;

/**
 * Brings out the rows of one channel: claims some in a short transaction, delivers them outside of any, and settles each in
 * another one. Thread-safe, though one thread a channel is enough; several nodes do the same.
 */
final class ItemRound {

    private final Channel channel;
    private final AgroalDataSource database;
    private final Digests digests;
    private final Tenacity tenacity;
    private final Outcomes outcomes;
    private final Clock clock;
    private final String node;

    ItemRound(
            Channel channel,
            AgroalDataSource database,
            Digests digests,
            Tenacity tenacity,
            Outcomes outcomes,
            Clock clock,
            String node) {
        this.channel = channel;
        this.database = database;
        this.digests = digests;
        this.tenacity = tenacity;
        this.outcomes = outcomes;
        this.clock = clock;
        this.node = node;
    }

    /** @return whether there was something: then there may be more */
    boolean run() {
        List<Bundle> claimed = claim();
        for (int i = 0; i < claimed.size(); i++) {
            Bundle bundle = claimed.get(i);
            if (halfOver(bundle.first())) {
                release(claimed.subList(i, claimed.size()));
                break;
            }
            Delivery went = deliver(bundle);
            settle(bundle, went);
            if (went instanceof Delivery.Paused) {
                release(claimed.subList(i + 1, claimed.size()));
                break;
            }
        }
        return !claimed.isEmpty();
    }

    /** What is begun now would end after somebody else has begun it. */
    private boolean halfOver(Claimed row) {
        return clock.instant().isAfter(row.until().minus(tenacity.lease().dividedBy(2)));
    }

    List<Bundle> claim() {
        String by = node + "/" + UUID.randomUUID();
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return new Claiming(channel, tenacity, outcomes, connection, by, clock.instant()).claim();
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }

    Delivery deliver(Bundle bundle) {
        try {
            return bundle.first().kind().equals(Claimed.DIGEST)
                    ? channel.digest(digestOf(bundle.first()))
                    : channel.deliver(bundle.item());
        } catch (RuntimeException e) {
            return Outcomes.thrown(e);
        }
    }

    /** A digest that was a dead letter: of the same entries, under the same key. */
    private Digest digestOf(Claimed row) {
        JsonNode body = NotifyJson.read(row.body());
        long incident = row.incident().orElseThrow();
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                Room room = new RoomTable(connection).require(incident);
                Optional<String> last = new StreamTable(connection).reference(channel.name(), incident);
                return digests.digest(
                        connection,
                        channel.stream().orElseThrow(),
                        room,
                        body.path("after").asLong(),
                        body.path("upto").asLong(),
                        row.attempt() + 1,
                        last);
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }

    void settle(Bundle bundle, Delivery went) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection()) {
                settle(connection, bundle, went);
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }

    private void settle(Connection connection, Bundle bundle, Delivery went) throws SQLException {
        ClaimTable table = new ClaimTable(connection, channel.name());
        Instant now = clock.instant();
        if (went instanceof Delivery.Delivered delivered) {
            delivered(table, bundle, delivered, now);
            new PauseTable(connection).over(channel.name());
        } else if (went instanceof Delivery.Paused paused) {
            pause(connection, channel.name(), tenacity, paused, now, outcomes);
            for (Claimed row : bundle.all()) {
                table.later(row, false, now, Outcomes.shown(paused.why()));
            }
        } else if (went instanceof Delivery.Held held) {
            for (Claimed row : bundle.all()) {
                table.later(row, false, now.plus(Tenacity.bounded(held.pause())), Outcomes.shown(held.why()));
            }
        } else if (went instanceof Delivery.Later later) {
            for (Claimed row : bundle.all()) {
                later(table, row, later, now);
            }
        } else if (went instanceof Delivery.Refused refused) {
            for (Claimed row : bundle.all()) {
                dead(table, row, refused.why());
            }
        }
    }

    private void delivered(ClaimTable table, Bundle bundle, Delivery.Delivered delivered, Instant now)
            throws SQLException {
        for (Claimed row : bundle.all()) {
            if (!table.delivered(row, delivered.reference(), now)) {
                outcomes.lost(row.key());
            }
        }
        outcomes.delivered(bundle.all().size());
    }

    private void later(ClaimTable table, Claimed row, Delivery.Later later, Instant now) throws SQLException {
        String why = Outcomes.shown(later.why());
        if (tenacity.exhausted(row.attempt())) {
            dead(table, row, "tried " + row.attempt() + " times, the last time: " + later.why());
        } else {
            table.later(row, true, now.plus(tenacity.pause(later, row.attempt())), why);
            outcomes.later(row.key(), row.attempt(), why);
        }
    }

    private void dead(ClaimTable table, Claimed row, String why) throws SQLException {
        table.dead(row, Outcomes.shown(why));
        outcomes.dead(row.key(), Outcomes.shown(why));
    }

    static void pause(
            Connection connection,
            String channel,
            Tenacity tenacity,
            Delivery.Paused paused,
            Instant now,
            Outcomes outcomes)
            throws SQLException {
        PauseTable pauses = new PauseTable(connection);
        int before = pauses.of(channel).map(PauseTable.Pause::pauses).orElse(0);
        pauses.pause(channel, now.plus(tenacity.pause(paused, before + 1)), now, Outcomes.shown(paused.why()));
        outcomes.paused(Outcomes.shown(paused.why()), before == 0);
    }

    /** Others may have them at once; that was no attempt. */
    private void release(List<Bundle> rest) {
        if (rest.isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection()) {
                ClaimTable table = new ClaimTable(connection, channel.name());
                for (Bundle bundle : rest) {
                    for (Claimed row : bundle.all()) {
                        table.later(row, false, clock.instant(), null);
                    }
                }
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }
}
