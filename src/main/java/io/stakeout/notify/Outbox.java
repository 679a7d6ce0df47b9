package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import io.stakeout.incident.RecordingFailed;
import io.stakeout.notify.news.News;

/**
 * Where news are written for every channel that wants them, in the transaction of what they tell: with it they are there,
 * without it they never were. Workers bring them out from then on, at least once. Thread-safe.
 */
@ApplicationScoped
public class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final AgroalDataSource database;
    private final Channels channels;
    private final Event<Filled> filled;
    private final MeterRegistry metrics;
    private final Clock clock;

    Outbox(AgroalDataSource database, Channels channels, Event<Filled> filled, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.channels = channels;
        this.filled = filled;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether anybody is told anything: else nothing needs to be made of what happens. */
    public boolean open() {
        return !channels.enabled().isEmpty();
    }

    /**
     * Writes what each channel wants to tell of it, in the caller's transaction, which there must be.
     *
     * @return how many rows there are to deliver that weren't there before
     * @throws RecordingFailed when the database refused
     */
    public int tell(News news) {
        return tell(news, channels.enabled());
    }

    /** The same for some channels only. */
    int tell(News news, List<Channel> some) {
        int rows = 0;
        for (Channel channel : some) {
            rows += put(channel, news, drafts(channel, news));
        }
        if (rows > 0) {
            filled.fire(new Filled());
        }
        return rows;
    }

    /** What goes wrong here must not stop what is recorded. */
    private List<Draft> drafts(Channel channel, News news) {
        try {
            List<Draft> drafts = channel.about(news);
            drafts.forEach(Draft::requireBounded);
            return drafts;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "news can't be drafted, this channel doesn't tell them channel=%s kind=%s",
                    channel.name(),
                    news.kind().id());
            metrics.counter("stakeout.outbox.undrafted", "channel", channel.name())
                    .increment();
            return List.of();
        }
    }

    private int put(Channel channel, News news, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return 0;
        }
        boolean withheld = news.of().filter(room -> !channel.mayTell(room)).isPresent();
        Instant now = clock.instant();
        int rows = 0;
        try (Connection connection = database.getConnection()) {
            OutboxTable table = new OutboxTable(connection);
            for (Draft draft : drafts) {
                rows += table.put(channel, news, draft, withheld, now) ? 1 : 0;
            }
        } catch (SQLException e) {
            throw new RecordingFailed("news of " + news.kind().id() + " not written", e);
        }
        if (withheld) {
            metrics.counter("stakeout.outbox.withheld", "channel", channel.name())
                    .increment(drafts.size());
        }
        return rows;
    }
}
