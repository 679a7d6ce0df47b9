package io.stakeout.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.stakeout.testing.SeededTrail;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

/** Gzipped CloudWatch Logs payloads, one event in a thousand a suspect's; the same for the same seed. */
final class Workload {

    private static final int ONE_IN = 1_000;
    private static final int SUSPECT = 9_999;
    /** How the ids of CloudWatch Logs begin: they have 56 digits. */
    private static final String ID =
            "3766" + SeededTrail.digits(20_230_710, 17) + SeededTrail.digits(9_338_000, 17) + "00";

    final List<byte[]> payloads = new ArrayList<>();
    final int events;
    private final int oneIn;
    private final List<Integer> sizes = new ArrayList<>();
    private long compressed;
    private long hits;

    /** @param callers principals of each kind in it */
    Workload(long seed, int callers, int events, int leastPerPayload, int mostPerPayload) {
        this(seed, callers, events, leastPerPayload, mostPerPayload, ONE_IN);
    }

    /** So that whatever is done with hits is warm: one event in ten is one. */
    static Workload ofHits() {
        return new Workload(3, 150, 2_000, 5, 500, 10);
    }

    private Workload(long seed, int callers, int events, int leastPerPayload, int mostPerPayload, int oneIn) {
        this.events = events;
        this.oneIn = oneIn;
        SeededTrail trail = new SeededTrail(seed, callers);
        Random sizing = new Random(seed);
        int made = 0;
        while (made < events) {
            int some = leastPerPayload + sizing.nextInt(mostPerPayload - leastPerPayload + 1);
            some = Math.min(some, events - made);
            payloads.add(payload(trail, made, some));
            made += some;
        }
        payloads.forEach(payload -> compressed += payload.length);
    }

    private byte[] payload(SeededTrail trail, int first, int count) {
        List<String> logEvents = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            boolean hit = i % oneIn == oneIn / 2;
            hits += hit ? 1 : 0;
            String record = (hit ? trail.record(trail.user(SUSPECT), 1) : trail.next()).toString();
            sizes.add(record.length());
            String message = new String(JsonStringEncoder.getInstance().quoteAsString(record));
            long arrived = 1_688_989_338_000L + 37L * i;
            logEvents.add("{\"id\":\"" + ID + (arrived * 1_000 + trail.random().nextInt(1_000)) + "\",\"timestamp\":"
                    + arrived + ",\"message\":\"" + message + "\"}");
        }
        return gzip("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"cloudtrail\","
                + "\"logStream\":\"111122223333_CloudTrail_us-east-1\",\"subscriptionFilters\":[\"to-kinesis\"],"
                + "\"logEvents\":[" + String.join(",", logEvents) + "]}");
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(SeededTrail.bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The suspect among others that never appear. */
    static Watchlist watching(int size) {
        return Watchlist.of(watches(size));
    }

    static List<Watch> watches(int size) {
        List<Watch> watches = new ArrayList<>();
        watches.add(new Watch(1, Suspect.of("access-key", keys(1)[0], null)));
        for (int i = 1; i < size; i++) {
            watches.add(new Watch(i % 50, Suspect.of("access-key", String.format("AKIAOTHER%011d", i), null)));
        }
        return watches;
    }

    static String[] keys(int size) {
        String[] keys = new String[size];
        Arrays.setAll(keys, i -> String.format("AKIAOTHER%011d", i));
        keys[0] = "AKIAUSER" + SeededTrail.digits(SUSPECT, 12);
        return keys;
    }

    long hits() {
        return hits;
    }

    double compressedPerEvent() {
        return (double) compressed / events;
    }

    int percentile(int percent) {
        return sizes.stream().sorted().toList().get((sizes.size() - 1) * percent / 100);
    }
}
