package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.notify.news.Room;

/** What a node takes for itself in one short transaction: which rows, and which of them go together. */
final class Claiming {

    /** So many rows at once, and one alone when the channel was down: it is tried with one. */
    static final int MOST = 10;

    private static final int MOST_TOGETHER = 100;

    private final Channel channel;
    private final Tenacity tenacity;
    private final Outcomes outcomes;
    private final Connection connection;
    private final ClaimTable table;
    private final String by;
    private final Instant now;

    Claiming(Channel channel, Tenacity tenacity, Outcomes outcomes, Connection connection, String by, Instant now) {
        this.channel = channel;
        this.tenacity = tenacity;
        this.outcomes = outcomes;
        this.connection = connection;
        this.table = new ClaimTable(connection, channel.name());
        this.by = by;
        this.now = now;
    }

    List<Bundle> claim() throws SQLException {
        Optional<PauseTable.Pause> pause = new PauseTable(connection).of(channel.name());
        if (pause.filter(one -> one.holds(now)).isPresent()) {
            return List.of();
        }
        Duration linesEvery = channel.stream().map(StreamTerms::linesEvery).orElse(Duration.ZERO);
        if (summarised()) {
            outcomes.folded(table.foldLate(now.minus(tenacity.late())));
        }
        List<Claimed> rows = table.claim(by, now, tenacity.lease(), linesEvery, pause.isPresent() ? 1 : MOST);
        List<Claimed> told = allowed(alive(rows));
        List<Bundle> bundles = new ArrayList<>();
        for (List<Claimed> alike : linesEvery.isZero() ? each(told) : Bundle.alike(told)) {
            bundles.add(folded(alike));
        }
        return channel.bundles() ? together(bundles) : bundles;
    }

    private boolean summarised() {
        return channel.stream().filter(terms -> !terms.whole()).isPresent();
    }

    private static List<List<Claimed>> each(List<Claimed> rows) {
        return rows.stream().map(List::of).toList();
    }

    /** What has ended a process more than once doesn't get to end all of them. */
    private List<Claimed> alive(List<Claimed> rows) throws SQLException {
        List<Claimed> alive = new ArrayList<>();
        for (Claimed row : rows) {
            if (row.attempt() <= tenacity.attempts()) {
                alive.add(row);
            } else {
                String why = "claimed " + tenacity.attempts() + " times, and nobody has said how it went";
                table.dead(row, why);
                outcomes.dead(row.key(), why);
            }
        }
        return alive;
    }

    /** What became restricted after it was written stays silent. */
    private List<Claimed> allowed(List<Claimed> rows) throws SQLException {
        Map<Long, Boolean> may = new HashMap<>();
        List<Claimed> allowed = new ArrayList<>();
        for (Claimed row : rows) {
            if (row.incident().isPresent()) {
                long incident = row.incident().get();
                if (!may.containsKey(incident)) {
                    Optional<Room> room = new RoomTable(connection).read(incident);
                    may.put(incident, room.filter(channel::mayTell).isPresent());
                }
                if (!may.get(incident)) {
                    table.withheld(row);
                    outcomes.withheld(1);
                    continue;
                }
            }
            allowed.add(row);
        }
        return allowed;
    }

    private Bundle folded(List<Claimed> alike) throws SQLException {
        for (Claimed row : alike.subList(1, alike.size())) {
            table.folded(row);
        }
        outcomes.folded(alike.size() - 1);
        return new Bundle(alike.get(0), alike.size() - 1, List.of());
    }

    /** What has waited too long for one target becomes one message. */
    private List<Bundle> together(List<Bundle> bundles) throws SQLException {
        Instant before = now.minus(tenacity.late());
        List<Bundle> result = new ArrayList<>();
        Set<String> targets = new LinkedHashSet<>();
        for (Bundle one : bundles) {
            Claimed row = one.first();
            if (row.since().isBefore(before) && !row.kind().equals(Claimed.DIGEST)) {
                targets.add(row.target());
            } else {
                result.add(one);
            }
        }
        for (String target : targets) {
            List<Claimed> late = new ArrayList<>(bundles.stream()
                    .map(Bundle::first)
                    .filter(row -> row.target().equals(target))
                    .filter(row -> row.since().isBefore(before) && !row.kind().equals(Claimed.DIGEST))
                    .toList());
            late.addAll(allowed(alive(table.claimLate(by, now, tenacity.lease(), target, before, MOST_TOGETHER))));
            result.add(new Bundle(late.get(0), 0, late.subList(1, late.size())));
        }
        return result;
    }
}
