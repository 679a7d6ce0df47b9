package io.stakeout.cloudtrail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Records for tests. */
final class Records {

    private Records() {}

    /** JSON with ' for ". */
    static CloudTrailRecord of(String json) {
        return CloudTrailRecord.parse(bytes(json));
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** The shipped attack, oldest first. */
    static List<CloudTrailRecord> demo() {
        try (InputStream in = Records.class.getResourceAsStream("/io/stakeout/demo/invictus-a.jsonl.gz")) {
            return lines(new GZIPInputStream(in)).stream()
                    .map(line -> CloudTrailRecord.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a table beside the tests, split at tabs, without comments. */
    static List<String[]> table(String file) {
        try (InputStream in = Records.class.getResourceAsStream(file)) {
            return lines(in).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
