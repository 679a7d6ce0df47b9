package io.stakeout.ingest;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** How far this node is behind the newest record of each shard that it reads; for people. Thread-safe. */
@ApplicationScoped
public class ShardLag {

    private static final int MOST_SHARDS = 10_000;

    private final Map<String, Long> lags = new ConcurrentHashMap<>();

    /** @param millisBehind as Kinesis says with each batch; 0 is the tip */
    public void report(String shard, long millisBehind) {
        if (lags.size() < MOST_SHARDS || lags.containsKey(shard)) {
            lags.put(shard, millisBehind);
        }
    }

    /** The shard is read by another node from now on, or has ended. */
    public void forget(String shard) {
        lags.remove(shard);
    }

    /** Milliseconds by shard, in the shards' order. */
    public Map<String, Long> view() {
        return new TreeMap<>(lags);
    }
}
