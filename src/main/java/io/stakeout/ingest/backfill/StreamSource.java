package io.stakeout.ingest.backfill;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.stakeout.ingest.kinesis.StreamPast;

/** What the stream still holds. */
final class StreamSource implements Source {

    private final StreamPast stream;
    private final BooleanSupplier stopped;

    StreamSource(StreamPast stream, BooleanSupplier stopped) {
        this.stream = stream;
        this.stopped = stopped;
    }

    @Override
    public String id() {
        return "stream";
    }

    @Override
    public String name() {
        return "the stream";
    }

    @Override
    public void read(Stretch stretch, Pages pages) {
        Optional<StreamPast.Mark> after =
                stretch.position().map(text -> Saved.read(text, Place.class)).map(Place::mark);
        try {
            stream.read(
                    stretch.since(),
                    stretch.until(),
                    after,
                    page -> pages.take(page.records(), Place.of(page.upTo()).text()),
                    stopped);
        } catch (RuntimeException e) {
            throw new SourceFailed("Not all of the stream could be read: " + Line.of(StreamPast.reason(e)) + ".", e);
        }
    }

    /** Where it goes on. */
    record Place(String shard, String sequence) implements Saved {
        private static Place of(StreamPast.Mark mark) {
            return new Place(mark.shard(), mark.sequence().orElse(null));
        }

        private StreamPast.Mark mark() {
            return new StreamPast.Mark(shard, Optional.ofNullable(sequence));
        }
    }
}
