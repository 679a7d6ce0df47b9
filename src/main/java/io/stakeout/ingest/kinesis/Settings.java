package io.stakeout.ingest.kinesis;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import software.amazon.awssdk.regions.Region;

import io.stakeout.NodeName;

/**
 * What is configured, checked.
 *
 * @param fanOut records are pushed to us; else we poll
 */
record Settings(
        String stream,
        Region region,
        Endpoints endpoints,
        String application,
        String worker,
        Position position,
        boolean fanOut,
        Polling polling,
        Duration failover,
        Optional<Role> role) {

    /** Other endpoints than AWS's own. */
    record Endpoints(Optional<URI> kinesis, Optional<URI> dynamodb, Optional<URI> sts) {}

    /** How a shard is polled. */
    record Polling(Duration idle, int maxRecords) {}

    /** What is assumed for Kinesis and DynamoDB. */
    record Role(String arn, Optional<String> externalId) {}

    /** The file that keeps the name under which this node holds shards. */
    static final String WORKER_ID = "kinesis-worker-id";

    /** More than a browser would notice, less than five reads a second, which is all that a shard gives. */
    private static final Duration SHORTEST_IDLE = Duration.ofMillis(200);

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_FAILOVER = Duration.ofSeconds(2);
    private static final Duration LONGEST_FAILOVER = Duration.ofMinutes(5);

    /** What one call of GetRecords gives at most. */
    private static final int MOST_RECORDS = 10_000;

    Settings {
        Objects.requireNonNull(stream);
        Objects.requireNonNull(position);
    }

    /**
     * @param dataDirectory where a worker id is kept that nobody configured, and when the stream was begun
     * @return empty when no stream is configured
     * @throws IllegalArgumentException with a sentence for people
     */
    static Optional<Settings> of(KinesisConfig config, Path dataDirectory, Instant now) {
        return config.stream().map(stream -> checked(stream, config, dataDirectory, now));
    }

    private static Settings checked(String stream, KinesisConfig config, Path dataDirectory, Instant now) {
        name("stream", stream);
        name("application-name", config.applicationName());
        config.workerId().ifPresent(id -> name("worker-id", id));
        between("idle-time", config.idleTime(), SHORTEST_IDLE, LONGEST_IDLE);
        between("failover-time", config.failoverTime(), SHORTEST_FAILOVER, LONGEST_FAILOVER);
        between("max-records", config.maxRecords(), 1, MOST_RECORDS);
        return new Settings(
                stream,
                Region.of(config.region()),
                new Endpoints(
                        endpoint("endpoint", config.endpoint()),
                        endpoint("dynamodb-endpoint", config.dynamodbEndpoint()),
                        endpoint("sts-endpoint", config.stsEndpoint())),
                config.applicationName(),
                config.workerId().orElseGet(() -> NodeName.keptIn(dataDirectory, WORKER_ID)),
                position(stream, config, dataDirectory, now),
                fanOut(config.retrieval()),
                new Polling(config.idleTime(), config.maxRecords()),
                config.failoverTime(),
                role(config));
    }

    private static Position position(String stream, KinesisConfig config, Path dataDirectory, Instant now) {
        Position position = Position.parse(config.position());
        return position instanceof Position.Ago ago
                ? new Begun(dataDirectory).fixed(ago, stream, config.applicationName(), now)
                : position;
    }

    private static void name(String key, String value) {
        require(value.matches("[A-Za-z0-9_.-]{3,128}"), key, value, "use 3 to 128 of letters, digits and _ . -");
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        boolean inside = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        require(inside, key, text(value), "use " + text(least) + " to " + text(most));
    }

    private static String text(Object value) {
        return value instanceof Duration duration ? duration.toMillis() + "ms" : value.toString();
    }

    private static Optional<URI> endpoint(String key, Optional<URI> endpoint) {
        endpoint.ifPresent(uri -> require(
                uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())),
                key,
                uri.toString(),
                "use an address such as http://127.0.0.1:4566"));
        return endpoint;
    }

    private static boolean fanOut(String text) {
        require(text.equals("polling") || text.equals("fan-out"), "retrieval", text, "use polling or fan-out");
        return text.equals("fan-out");
    }

    private static Optional<Role> role(KinesisConfig config) {
        config.roleArn()
                .ifPresent(arn -> require(
                        arn.matches("arn:[a-z-]+:iam::\\d{12}:role/.+"),
                        "role-arn",
                        arn,
                        "use an ARN such as arn:aws:iam::123456789012:role/stakeout-stream"));
        return config.roleArn().map(arn -> new Role(arn, config.externalId()));
    }

    private static void require(boolean good, String key, String value, String allowed) {
        if (!good) {
            throw new IllegalArgumentException("stakeout.kinesis." + key + " is '" + value + "': " + allowed + ".");
        }
    }
}
