package io.stakeout.ingest.kinesis;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The shards of a stream, the closed ones included as long as it lists them. */
final class ShardList {

    private ShardList() {}

    /** By their ids, in the order of these: a parent comes before its children. */
    static Map<String, Shard> of(KinesisAsyncClient kinesis, String stream, BooleanSupplier cancelled) {
        Map<String, Shard> shards = new TreeMap<>();
        String next = null;
        do {
            ListShardsRequest.Builder request = ListShardsRequest.builder();
            request = next == null ? request.streamName(stream) : request.nextToken(next);
            ListShardsResponse answer = kinesis.listShards(request.build()).join();
            answer.shards().forEach(shard -> shards.put(shard.shardId(), shard));
            next = answer.nextToken();
        } while (next != null && !cancelled.getAsBoolean());
        return shards;
    }
}
