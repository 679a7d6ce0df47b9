package io.stakeout.notify;

import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import io.stakeout.cloudtrail.Text;

/** Counts and logs how deliveries of one channel go. Thread-safe. */
final class Outcomes {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final int MOST_TEXT = 300;

    private final String channel;
    private final MeterRegistry metrics;

    Outcomes(String channel, MeterRegistry metrics) {
        this.channel = channel;
        this.metrics = metrics;
    }

    /** What a channel threw, for people. */
    static Delivery thrown(RuntimeException e) {
        String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return Delivery.later(e.getClass().getSimpleName() + message);
    }

    /** Bounded, on one line, nothing hidden in it. */
    static String shown(String why) {
        return Text.shown(why, MOST_TEXT);
    }

    void delivered(int rows) {
        count("delivered", rows);
    }

    void folded(int rows) {
        count("folded", rows);
    }

    void withheld(int rows) {
        metrics.counter("stakeout.outbox.withheld", "channel", channel).increment(rows);
    }

    void later(String what, int attempt, String why) {
        LOG.warnf("not told, tried again channel=%s what=%s attempt=%d cause=\"%s\"", channel, what, attempt, why);
        count("later", 1);
    }

    /** @param first whether it has delivered since the last pause: what goes on is on the status page */
    void paused(String why, boolean first) {
        LOG.logf(
                first ? Logger.Level.WARN : Logger.Level.DEBUG,
                "channel waits, nothing is lost channel=%s cause=\"%s\"",
                channel,
                why);
        count("paused", 1);
    }

    void dead(String what, String why) {
        LOG.errorf("dead letter, it waits to be sent again channel=%s what=%s cause=\"%s\"", channel, what, why);
        count("dead", 1);
    }

    void lost(String what) {
        LOG.warnf("delivered after its lease was over, it may be told twice channel=%s what=%s", channel, what);
    }

    private void count(String outcome, int rows) {
        if (rows > 0) {
            metrics.counter("stakeout.outbox.deliveries", "channel", channel, "outcome", outcome)
                    .increment(rows);
        }
    }
}
