package io.stakeout.signal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;

import io.stakeout.Problem;
import io.stakeout.incident.RecordingFailed;
import io.stakeout.signal.finding.Findings;
import io.stakeout.signal.finding.Read;
import io.stakeout.signal.finding.RiskBody;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

/**
 * The door for sources that we share a secret with. What is wrong is found in this order, the cheap before the dear:
 * headers, time, signature; then the pace of the source, its body, its accounts; the database comes last.
 */
@ApplicationScoped
public class Webhook {

    private static final Duration SKEW = Duration.ofSeconds(300);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("v1=[0-9a-fA-F]{64}");

    private final Sources sources;
    private final SourceRate rate;
    private final SignalDesk desk;
    private final Clock clock;
    private final MeterRegistry metrics;

    Webhook(Sources sources, ReceptionConfig config, SignalDesk desk, Clock clock, MeterRegistry metrics) {
        this.sources = sources;
        this.rate = new SourceRate(config.perMinute());
        this.desk = desk;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * A risk score.
     *
     * @throws Problem that says what was wrong; nothing was done then
     */
    public Told risk(Delivery delivery) {
        admit(delivery);
        Signal signal = refusing("body", () -> read(delivery));
        if (!signal.source().equals(delivery.source())) {
            throw refused(
                    "body", Problem.invalid("Signal not understood", "source: is not the one of X-Stakeout-Source."));
        }
        return take(delivery, Arrival.RISK, signal);
    }

    /**
     * One event of EventBridge, as it came. It may carry several findings; the answer is about the first.
     *
     * @throws Problem that says what was wrong; nothing was done then
     */
    public Told event(Delivery delivery) {
        admit(delivery);
        List<Signal> signals = refusing("body", () -> read(delivery.body()));
        signals.forEach(signal -> requireBound(delivery, signal));
        Optional<Told> first = Optional.empty();
        for (Signal signal : signals) {
            Told told = take(delivery, Arrival.EVENT, signal);
            first = first.or(() -> Optional.of(told));
        }
        return first.orElseThrow();
    }

    private Signal read(Delivery delivery) {
        RiskBody.Outcome outcome = RiskBody.read(delivery.body(), clock.instant());
        if (outcome instanceof RiskBody.Accepted accepted) {
            return accepted.signal();
        }
        throw Problem.invalid(
                "Signal not understood",
                String.join("; ", ((RiskBody.Refused) outcome).errors()) + ". Nothing was done.");
    }

    private static List<Signal> read(byte[] event) {
        Read read = Findings.read(event);
        if (read instanceof Read.Told told) {
            return told.signals();
        }
        throw Problem.invalid("Event not understood", ((Read.Unreadable) read).reason() + " Nothing was done.");
    }

    private void admit(Delivery delivery) {
        refusing("signature", () -> {
            requireSigned(delivery);
            return null;
        });
        Instant now = clock.instant();
        rate.take(delivery.source(), now).ifPresent(wait -> {
            throw refused(
                    "rate",
                    Problem.tooMany(
                            "The source " + delivery.source() + " has sent more than stakeout.signals.per-minute"
                                    + " allows; this one was not taken. Send it again after Retry-After.",
                            wait));
        });
    }

    private void requireSigned(Delivery delivery) {
        if (delivery.source() == null
                || !Sources.NAME.matcher(delivery.source()).matches()) {
            throw unsigned("X-Stakeout-Source: the name of the source, 2 to 32 small letters and digits.");
        }
        if (delivery.timestamp() == null
                || !SECONDS.matcher(delivery.timestamp()).matches()
                || !current(Long.parseLong(delivery.timestamp()))) {
            throw unsigned("X-Stakeout-Timestamp: the seconds since 1970, at most " + SKEW.toSeconds()
                    + " away from this server's clock.");
        }
        if (delivery.signature() == null
                || !SIGNATURE.matcher(delivery.signature()).matches()) {
            throw unsigned("X-Stakeout-Signature: v1= and 64 hexadecimal digits.");
        }
        if (!sources.signed(delivery.source(), delivery.timestamp(), delivery.body(), delivery.signature())) {
            throw unsigned(
                    "X-Stakeout-Signature: isn't the HMAC-SHA256 of timestamp, a full stop and the raw body under"
                            + " a secret of this source.");
        }
    }

    private boolean current(long seconds) {
        Duration away = Duration.between(Instant.ofEpochSecond(seconds), clock.instant());
        return away.abs().compareTo(SKEW) <= 0;
    }

    private static Problem unsigned(String detail) {
        return Problem.of(Problem.Kind.UNAUTHENTICATED, "Not signed", detail);
    }

    private Told take(Delivery delivery, String way, Signal signal) {
        requireBound(delivery, signal);
        try {
            return desk.receive(
                    new Arrival(way, delivery.source(), signal, Trust.SIGNED, delivery.body(), clock.instant()));
        } catch (RecordingFailed e) {
            throw Problem.of(
                    Problem.Kind.UNAVAILABLE,
                    "Not taken now",
                    e.dataRefused()
                            ? "The database refuses a value of it; nothing was done. Look for what is strange in it."
                            : "Stakeout can't write it down now; nothing was done. Send it again, it counts once.");
        }
    }

    private void requireBound(Delivery delivery, Signal signal) {
        Set<String> accounts = Names.accounts(signal.suspects());
        signal.account().ifPresent(accounts::add);
        refusing("account", () -> {
            sources.requireBound(delivery.source(), accounts);
            return null;
        });
    }

    private <T> T refusing(String why, Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem problem) {
            throw refused(why, problem);
        }
    }

    private Problem refused(String why, Problem problem) {
        metrics.counter("stakeout.signals.refused", "why", why).increment();
        return problem;
    }
}
