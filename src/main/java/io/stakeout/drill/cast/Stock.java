package io.stakeout.drill.cast;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.s3.Objects;

/** What lies in the buckets when the drill begins. */
public final class Stock {

    static final int EXPORTS = 24;

    private Stock() {}

    static String export(int number) {
        return String.format("2026/customers-%02d.csv", number % EXPORTS);
    }

    public static void fill(Objects objects, Instant now) {
        for (int i = 0; i < EXPORTS; i++) {
            put(objects, Scenery.EXPORTS, export(i), "id,name\n" + i + ",made up\n", now);
        }
        put(objects, Scenery.REPORTS, "daily/template.json", "{}", now);
        put(objects, Scenery.ARTIFACTS, "app/latest.zip", "no zip", now);
        put(objects, Scenery.ARCHIVE, "full/2026-10.tar", "no tar", now);
    }

    private static void put(Objects objects, String bucket, String key, String content, Instant now) {
        try {
            objects.put(
                    bucket,
                    new Objects.Stored(
                            key, content.getBytes(StandardCharsets.UTF_8), now, "\"" + key.hashCode() + "\""));
        } catch (ApiError e) {
            throw new IllegalStateException("the stock is small", e);
        }
    }
}
