package io.stakeout.drill.cloud.s3;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import io.stakeout.drill.cloud.ApiError;

/** The objects of all buckets, in memory, bounded. Strongly consistent, as S3's are. Thread-safe. */
public final class Objects {

    private static final long MOST_BYTES = 256L * 1024 * 1024;

    /** One object. */
    public record Stored(String key, byte[] content, Instant changed, String etag) {}

    private final Map<String, NavigableMap<String, Stored>> buckets = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /** Stores an object, in place of one of the same name. */
    public void put(String bucket, Stored object) throws ApiError {
        if (bytes.addAndGet(object.content().length) > MOST_BYTES) {
            bytes.addAndGet(-object.content().length);
            throw new ApiError("SlowDown", 503, "The drill's buckets hold at most 256 MB.");
        }
        forget(in(bucket).put(object.key(), object));
    }

    Optional<Stored> find(String bucket, String key) {
        return Optional.ofNullable(in(bucket).get(key));
    }

    void delete(String bucket, String key) {
        forget(in(bucket).remove(key));
    }

    boolean empty(String bucket) {
        return in(bucket).isEmpty();
    }

    /** The objects whose names begin with a prefix and come after another, in order. */
    List<Stored> list(String bucket, String prefix, String after) {
        return in(bucket).tailMap(after, false).values().stream()
                .filter(object -> object.key().startsWith(prefix))
                .toList();
    }

    private NavigableMap<String, Stored> in(String bucket) {
        return buckets.computeIfAbsent(bucket, name -> new ConcurrentSkipListMap<>());
    }

    private void forget(Stored replaced) {
        if (replaced != null) {
            bytes.addAndGet(-replaced.content().length);
        }
    }
}
