package io.stakeout.ingest.backfill;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.stakeout.incident.CurrentWatch;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.PastReading;
import io.stakeout.ingest.Patience;
import io.stakeout.watch.Watchlist;

/**
 * One backfill from where it stands to its end: the first source that wasn't read for everybody who is watched is read for
 * those, until there is none. So whoever is found in one is looked for in all. Where it stands is written after each page
 * has been recorded; while the database is away it waits. Used by one thread.
 */
final class LookingBack {

    private static final Logger LOG = Logger.getLogger(LookingBack.class);

    /** Credentials lead to others; so many times a source is read at most. */
    private static final int MOST_PASSES = 60;

    /** The parts of the application that it works with. */
    record Tools(Ledger ledger, CurrentWatch watch, Intake intake) {}

    private final Tools tools;
    private final List<Source> sources;
    private final String node;
    private final BooleanSupplier stopped;
    private final Patience patience;
    private final Ledger.Job job;
    private Standing standing;
    /** Of all passes before this one. */
    private Counts before;

    private Counts counts;
    private boolean over;

    /** @param sources in the order in which they are asked */
    LookingBack(Tools tools, List<Source> sources, String node, Ledger.Job job, BooleanSupplier stopped) {
        this.tools = tools;
        this.sources = sources;
        this.node = node;
        this.job = job;
        this.stopped = stopped;
        this.patience = new Patience(stopped, why -> {});
        this.standing = job.standing();
        this.before = job.counts();
        this.counts = before;
    }

    /** Returns when it has ended, or early when it was stopped or has become another node's. */
    void run() {
        try {
            boolean goOn = true;
            while (goOn && !stopped.getAsBoolean()) {
                goOn = step();
            }
            if (!over && !stopped.getAsBoolean()) {
                end(Optional.of("The incident was closed meanwhile. What was recorded stays."));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "looking back failed id=%d incident=%d", job.id(), job.incident());
            end(Optional.of("Something failed in Stakeout; what was recorded stays. Look back again for the rest."));
        }
    }

    /** @return whether there may be more to do */
    private boolean step() {
        Optional<Watchlist> all = patience.until(() -> tools.watch().of(job.incident()));
        if (all.isEmpty()) {
            return false;
        }
        Optional<Source> next = next(all.get());
        if (next.isEmpty()) {
            end(Optional.empty());
            return false;
        }
        if (standing.passes() >= MOST_PASSES && standing.reading().isEmpty()) {
            end(Optional.of(
                    "Sources were read " + MOST_PASSES + " times, and credentials still lead to others. What was"
                            + " recorded stays; look back again to go on."));
            return false;
        }
        return pass(next.get(), all.get());
    }

    /** The one that was being read; else the first that doesn't cover everybody. */
    private Optional<Source> next(Watchlist all) {
        return sources.stream()
                .filter(source -> standing.reading().map(source.id()::equals).orElse(true))
                .filter(source -> !standing.failed().contains(source.id()))
                .filter(source -> standing.reading().isPresent()
                        || standing.missing(source.id(), all).size() > 0)
                .findFirst();
    }

    /** @return whether to go on */
    private boolean pass(Source source, Watchlist all) {
        Watchlist wanted = standing.missing(source.id(), all);
        boolean again = standing.readBefore(source.id());
        if (standing.reading().isEmpty()) {
            standing = standing.begin(source.id(), wanted);
            if (!saved(() -> tools.ledger().save(job, node, standing, counts))) {
                return false;
            }
        }
        LOG.infof("looking back id=%d incident=%d source=%s again=%s", job.id(), job.incident(), source.id(), again);
        PastReading reading = tools.intake().past(job.id(), job.incident(), again);
        Page page = new Page(reading, wanted);
        try {
            source.read(new Source.Stretch(job.since(), job.until(), wanted, standing.at()), page::take);
            return page.goOn && ended(standing.passed());
        } catch (SourceFailed e) {
            return page.goOn && !stopped.getAsBoolean() && givenUp(e);
        }
    }

    private boolean ended(Standing further) {
        standing = further;
        before = counts;
        return saved(() -> tools.ledger().save(job, node, standing, counts));
    }

    private boolean givenUp(SourceFailed e) {
        LOG.warnf("looking back id=%d incident=%d message=\"%s\"", job.id(), job.incident(), e.getMessage());
        standing = standing.givenUp();
        before = counts;
        return saved(() -> tools.ledger().giveUp(job, node, standing, counts, e.getMessage()));
    }

    /** Nothing, when it is another node's by now. */
    private void end(Optional<String> why) {
        over = true;
        saved(() -> tools.ledger().end(job, node, standing, counts, why));
    }

    /** Waits for a database that is away; false also when it was stopped meanwhile. */
    private boolean saved(Supplier<Boolean> saving) {
        return patience.until(saving).orElse(false);
    }

    /** Records what a page brings, then writes down that it did. */
    private final class Page {
        private final PastReading reading;
        private final Watchlist wanted;
        private boolean goOn = true;

        private Page(PastReading reading, Watchlist wanted) {
            this.reading = reading;
            this.wanted = wanted;
        }

        private boolean take(List<byte[]> records, String position) {
            for (byte[] record : records) {
                reading.take(record, wanted);
                if (reading.full() && !flushed()) {
                    goOn = false;
                    return false;
                }
            }
            goOn = flushed() && recorded(position) && !stopped.getAsBoolean();
            return goOn;
        }

        private boolean flushed() {
            return saved(() -> {
                reading.flush();
                return true;
            });
        }

        private boolean recorded(String position) {
            standing = standing.at(position);
            counts = before.plus(reading.tally());
            return saved(() -> tools.ledger().save(job, node, standing, counts));
        }
    }
}
