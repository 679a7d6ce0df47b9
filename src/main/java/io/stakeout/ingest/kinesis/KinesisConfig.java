package io.stakeout.ingest.kinesis;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.kinesis.*}: the stream that is consumed, and how. Checked by {@link Settings#of}. */
@ConfigMapping(prefix = "stakeout.kinesis")
interface KinesisConfig {

    /** Name of the stream; without it none is consumed. */
    Optional<String> stream();

    @WithDefault("${stakeout.aws.region:us-east-1}")
    String region();

    /** Another endpoint than AWS's own for Kinesis. */
    Optional<URI> endpoint();

    /** Another endpoint for the tables in which nodes share shards. */
    Optional<URI> dynamodbEndpoint();

    /** Another endpoint for assuming the role. */
    Optional<URI> stsEndpoint();

    /** Nodes of one name share the shards; the name of the table in which they do. */
    @WithDefault("stakeout")
    String applicationName();

    /** Empty: a random one, kept in the data directory. */
    Optional<String> workerId();

    /** {@code trim-horizon}, {@code latest}, an instant, or how long ago. */
    @WithDefault("PT30M")
    String position();

    /** {@code polling} or {@code fan-out}. */
    @WithDefault("polling")
    String retrieval();

    /** Between two reads of a shard, polling. */
    @WithDefault("250ms")
    Duration idleTime();

    /** The most records of one read, polling. */
    @WithDefault("1000")
    int maxRecords();

    /** A node unheard of for this long loses its shards. */
    @WithDefault("5s")
    Duration failoverTime();

    /** A role to assume for Kinesis and DynamoDB. */
    Optional<String> roleArn();

    /** Told when the role is assumed. */
    Optional<String> externalId();
}
