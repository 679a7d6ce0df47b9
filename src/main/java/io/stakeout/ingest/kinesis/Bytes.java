package io.stakeout.ingest.kinesis;

import java.nio.ByteBuffer;

import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** The library's buffers are read-only and may be views: they are copied once. */
final class Bytes {

    private Bytes() {}

    static byte[] of(KinesisClientRecord record) {
        ByteBuffer data = record.data().duplicate();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }
}
