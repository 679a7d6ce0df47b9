package io.stakeout.ingest.kinesis;

import io.stakeout.ingest.LiveReading;
import io.stakeout.ingest.scan.Fault;

/** What a shard gives its records to: {@link LiveReading}, seen from here. Used by one thread at a time. */
interface RecordSink {

    /** @return true; throws while nothing may be taken yet */
    boolean ready();

    void take(byte[] data);

    void fault(Fault fault);

    boolean full();

    /** Afterwards everything taken is in the database, or it throws and may be called again. */
    void flush();

    static RecordSink of(LiveReading reading) {
        return new RecordSink() {
            @Override
            public boolean ready() {
                return reading.ready();
            }

            @Override
            public void take(byte[] data) {
                reading.take(data);
            }

            @Override
            public void fault(Fault fault) {
                reading.fault(fault);
            }

            @Override
            public boolean full() {
                return reading.full();
            }

            @Override
            public void flush() {
                reading.flush();
            }
        };
    }
}
