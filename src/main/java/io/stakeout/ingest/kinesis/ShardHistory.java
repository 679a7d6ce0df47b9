package io.stakeout.ingest.kinesis;

import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/** Told which shards come and go and how far they are read, to know what the lookback misses of them. Thread-safe. */
interface ShardHistory {

    /** @param from reading goes on after it, or at it when it names an end of the stream; never blocks */
    void taken(String shard, ExtendedSequenceNumber from);

    /** Everything up to this record has been taken. */
    void consumed(String shard, KinesisClientRecord last);

    void released(String shard);
}
