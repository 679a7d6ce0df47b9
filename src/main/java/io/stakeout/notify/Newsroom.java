package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;

import io.stakeout.incident.HeadMoved;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.notify.news.Call;
import io.stakeout.notify.news.Headlines;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;
import io.stakeout.notify.news.Why;

/**
 * Makes news of what is recorded, in its transaction and under its incident's lock. With no channel it does nothing. What
 * it reads and writes is bounded by the batch; what suspects do in masses is told by a few lines and the number of others.
 */
@ApplicationScoped
class Newsroom {

    /** Of one batch; the digest has them all. */
    static final int MOST_LINES = 3;

    /** A call that is worth a line at once. */
    private record Line(Call call, Set<Why> why) {
        Why worst() {
            return why.stream().min(Comparator.naturalOrder()).orElseThrow();
        }
    }

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final Channels channels;
    private final Cuts cuts;
    private final Clock clock;

    Newsroom(AgroalDataSource database, Outbox outbox, Channels channels, Cuts cuts, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.channels = channels;
        this.cuts = cuts;
        this.clock = clock;
    }

    void onEntries(@Observes HeadMoved moved) {
        if (!outbox.open() || moved.entries().isEmpty()) {
            return;
        }
        List<News> news;
        try (Connection connection = database.getConnection()) {
            follow(connection, moved);
            news = news(connection, moved);
        } catch (SQLException e) {
            throw new RecordingFailed("news of incident " + moved.incident() + " not written", e);
        }
        news.forEach(outbox::tell);
    }

    /** From here on the log of this incident is told; what came before is none of it. */
    private void follow(Connection connection, HeadMoved moved) throws SQLException {
        long before = moved.entries().get(0).seq() - 1;
        List<String> following = channels.enabled().stream()
                .filter(channel -> channel.stream().isPresent())
                .map(Channel::name)
                .toList();
        if (!following.isEmpty()) {
            new StreamTable(connection).begin(following, moved.incident(), before, clock.instant());
        }
    }

    private List<News> news(Connection connection, HeadMoved moved) throws SQLException {
        List<Function<Room, News>> said = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        List<Call> past = new ArrayList<>();
        for (var entry : moved.entries()) {
            JsonNode json = NotifyJson.read(entry.json());
            Optional<Call> call = Headlines.call(json);
            if (call.isPresent()) {
                (Headlines.past(json) ? past : calls).add(call.get());
            } else if (!Headlines.past(json)) {
                Headlines.of(json).ifPresent(said::add);
            }
        }
        said.addAll(lines(connection, moved, calls, past));
        if (said.isEmpty()) {
            return List.of();
        }
        Room room = new RoomTable(connection).require(moved.incident());
        return said.stream().map(one -> one.apply(room)).toList();
    }

    private List<Function<Room, News>> lines(Connection connection, HeadMoved moved, List<Call> calls, List<Call> past)
            throws SQLException {
        if (calls.isEmpty() && past.isEmpty()) {
            return List.of();
        }
        long incident = moved.incident();
        Firsts firsts = new Firsts(connection);
        firsts.begin(incident, moved.entries().get(0).seq() - 1);
        if (!past.isEmpty()) {
            firsts.remember(incident, past);
        }
        if (calls.isEmpty()) {
            return List.of();
        }
        Firsts.Fresh fresh = firsts.remember(incident, calls);
        Cuts.Made made = cuts.of(connection, incident);
        List<Line> telling = calls.stream()
                .map(call -> new Line(call, call.why(fresh.write(call), fresh.address(call), made.after(call))))
                .filter(line -> !line.why().isEmpty())
                .sorted(Comparator.comparing(Line::worst))
                .toList();
        return few(telling);
    }

    /** The last of them says how many there are beside. */
    private static List<Function<Room, News>> few(List<Line> telling) {
        List<Function<Room, News>> few = new ArrayList<>();
        int most = Math.min(MOST_LINES, telling.size());
        for (int i = 0; i < most; i++) {
            Line line = telling.get(i);
            int others = i == most - 1 ? telling.size() - most : 0;
            few.add(room -> new News.Telling(room, line.call().told(), line.why(), others));
        }
        return few;
    }
}
