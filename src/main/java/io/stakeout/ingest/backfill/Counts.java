package io.stakeout.ingest.backfill;

import io.stakeout.ingest.Tally;

/**
 * What a backfill has come to, over all sources and passes.
 *
 * @param events CloudTrail records looked at, each source's counted once
 * @param matched calls of the suspects among them, copies and what was known included
 * @param recorded entries written
 * @param unreadable what is no record
 */
record Counts(long events, long matched, long recorded, long unreadable) {

    Counts plus(Tally tally) {
        return new Counts(
                events + tally.events(),
                matched + tally.matched(),
                recorded + tally.recorded(),
                unreadable + tally.quarantined());
    }
}
