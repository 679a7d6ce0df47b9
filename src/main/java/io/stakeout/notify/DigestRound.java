package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.notify.news.Room;

/**
 * Tells the logs of incidents on one channel, a stretch of one incident at a time: claims it and reads it in one short
 * transaction, delivers it outside of any, and settles it in another one. Thread-safe; several nodes do the same.
 */
final class DigestRound {

    /** A stretch, and what is told of it. */
    record Due(StreamTable.Stretch stretch, Digest digest) {}

    private record Claim(boolean found, Optional<Due> due) {}

    private final Channel channel;
    private final AgroalDataSource database;
    private final Digests digests;
    private final Tenacity tenacity;
    private final Outcomes outcomes;
    private final Clock clock;
    private final String node;

    DigestRound(
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
        Claim claim = claimOne();
        claim.due().ifPresent(due -> settle(due, deliver(due)));
        return claim.found();
    }

    /** Empty when nothing is due, or what was due is kept silent. */
    Optional<Due> claim() {
        return claimOne().due();
    }

    private Claim claimOne() {
        String by = node + "/" + UUID.randomUUID();
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return claim(connection, by, clock.instant());
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }

    private Claim claim(Connection connection, String by, Instant now) throws SQLException {
        StreamTerms terms = channel.stream().orElseThrow();
        if (new PauseTable(connection)
                .of(channel.name())
                .filter(pause -> pause.holds(now))
                .isPresent()) {
            return new Claim(false, Optional.empty());
        }
        StreamTable table = new StreamTable(connection);
        Optional<StreamTable.Stretch> claimed = table.claim(channel.name(), terms, by, now, tenacity.lease());
        if (claimed.isEmpty()) {
            return new Claim(false, Optional.empty());
        }
        StreamTable.Stretch stretch = claimed.get();
        Room room = new RoomTable(connection).require(stretch.incident());
        if (!channel.mayTell(room)) {
            // what was written while it was restricted is never told here, also when it is opened again
            table.told(stretch, Optional.empty(), now);
            outcomes.withheld(1);
            return new Claim(true, Optional.empty());
        }
        if (stretch.attempt() > tenacity.attempts()) {
            bury(
                    connection,
                    stretch,
                    "claimed " + tenacity.attempts() + " times, and nobody has said how it went",
                    now);
            return new Claim(true, Optional.empty());
        }
        Digest digest = digests.digest(
                connection, terms, room, stretch.after(), stretch.upto(), stretch.attempt(), stretch.reference());
        return new Claim(true, Optional.of(new Due(stretch, digest)));
    }

    Delivery deliver(Due due) {
        try {
            return channel.digest(due.digest());
        } catch (RuntimeException e) {
            return Outcomes.thrown(e);
        }
    }

    void settle(Due due, Delivery went) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection()) {
                settle(connection, due.stretch(), went);
            } catch (SQLException e) {
                throw new OutboxUnreadable(e);
            }
        });
    }

    private void settle(Connection connection, StreamTable.Stretch stretch, Delivery went) throws SQLException {
        StreamTable table = new StreamTable(connection);
        Instant now = clock.instant();
        if (went instanceof Delivery.Delivered delivered) {
            if (!table.told(stretch, delivered.reference(), now)) {
                outcomes.lost(key(stretch));
            }
            new PauseTable(connection).over(channel.name());
            outcomes.delivered(1);
        } else if (went instanceof Delivery.Paused paused) {
            ItemRound.pause(connection, channel.name(), tenacity, paused, now, outcomes);
            table.later(stretch, false, now, Outcomes.shown(paused.why()));
        } else if (went instanceof Delivery.Held held) {
            table.later(stretch, false, now.plus(Tenacity.bounded(held.pause())), Outcomes.shown(held.why()));
        } else if (went instanceof Delivery.Later later && !tenacity.exhausted(stretch.attempt())) {
            table.later(stretch, true, now.plus(tenacity.pause(later, stretch.attempt())), Outcomes.shown(later.why()));
            outcomes.later(key(stretch), stretch.attempt(), Outcomes.shown(later.why()));
        } else {
            bury(connection, stretch, why(went, stretch), now);
        }
    }

    private static String why(Delivery went, StreamTable.Stretch stretch) {
        return went instanceof Delivery.Later later
                ? "tried " + stretch.attempt() + " times, the last time: " + later.why()
                : ((Delivery.Refused) went).why();
    }

    /** A dead letter of these entries; the log goes on after them. */
    private void bury(Connection connection, StreamTable.Stretch stretch, String why, Instant now) throws SQLException {
        if (new StreamTable(connection).told(stretch, Optional.empty(), now)) {
            new DeadTable(connection)
                    .bury(
                            channel.name(),
                            stretch.incident(),
                            stretch.after(),
                            stretch.upto(),
                            Outcomes.shown(why),
                            now);
            outcomes.dead(key(stretch), Outcomes.shown(why));
        }
    }

    private static String key(StreamTable.Stretch stretch) {
        return "log:" + stretch.incident() + ":" + stretch.after() + "-" + stretch.upto();
    }
}
