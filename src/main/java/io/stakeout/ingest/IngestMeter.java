package io.stakeout.ingest;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

import io.stakeout.incident.Recording;
import io.stakeout.watch.Lookback;

/** What readings do, as numbers and as a span: counts only, no name of anybody. Thread-safe. */
@ApplicationScoped
class IngestMeter {

    /** The counters of one way in: live, again, import, backfill or retry. */
    private static final class Way {
        private final Counter records;
        private final Counter events;
        private final Counter matches;
        private final Counter entries;
        private final Counter duplicates;

        private Way(MeterRegistry metrics, String way) {
            this.records = metrics.counter("stakeout.ingest.records", "way", way);
            this.events = metrics.counter("stakeout.ingest.events", "way", way);
            this.matches = metrics.counter("stakeout.ingest.matches", "way", way);
            this.entries = metrics.counter("stakeout.ingest.entries", "way", way);
            this.duplicates = metrics.counter("stakeout.ingest.duplicates", "way", way);
        }
    }

    private final MeterRegistry metrics;
    private final Tracer tracer;
    private final Timer commits;
    private final Counter slow;
    private final Map<Reading.Purpose, Way> ways = new EnumMap<>(Reading.Purpose.class);

    IngestMeter(MeterRegistry metrics, Tracer tracer) {
        this.metrics = metrics;
        this.tracer = tracer;
        this.slow = metrics.counter("stakeout.ingest.slow");
        this.commits = Timer.builder("stakeout.ingest.commit")
                .publishPercentileHistogram()
                .register(metrics);
        for (Reading.Purpose purpose : Reading.Purpose.values()) {
            ways.put(purpose, new Way(metrics, purpose.name().toLowerCase(Locale.ROOT)));
        }
    }

    void holds(Lookback lookback) {
        Gauge.builder(
                        "stakeout.ingest.lookback",
                        lookback,
                        held -> held.extent().bytes())
                .baseUnit("bytes")
                .register(metrics);
    }

    /** Adds what a reading has come to since it was counted last. */
    void count(Reading.Purpose purpose, Tally before, Tally now) {
        Way way = ways.get(purpose);
        way.records.increment(now.records() - before.records());
        way.events.increment(now.events() - before.events());
        way.matches.increment(now.matched() - before.matched());
        way.entries.increment(now.recorded() - before.recorded());
        way.duplicates.increment(now.duplicates() - before.duplicates());
    }

    /** Events that the walk over the bytes did not understand, so that they were parsed in full. */
    void slow(long more) {
        slow.increment(more);
    }

    /** Times the writing of a batch, and traces it when tracing is on. */
    Recording batch(int size, Supplier<Recording> writing) {
        Span span = tracer.spanBuilder("record batch").startSpan();
        span.setAttribute("stakeout.batch.size", size);
        try {
            Recording recording = commits.record(Context.current().with(span).wrapSupplier(writing));
            span.setAttribute("stakeout.batch.recorded", recording.recorded());
            span.setAttribute("stakeout.batch.duplicates", recording.duplicates());
            return recording;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }
}
