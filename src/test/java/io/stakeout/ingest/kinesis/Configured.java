package io.stakeout.ingest.kinesis;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A configuration as tests need it. */
record Configured(
        Optional<String> stream,
        String region,
        Optional<URI> endpoint,
        Optional<URI> dynamodbEndpoint,
        Optional<URI> stsEndpoint,
        String applicationName,
        Optional<String> workerId,
        String position,
        String retrieval,
        Duration idleTime,
        int maxRecords,
        Duration failoverTime,
        Optional<String> roleArn,
        Optional<String> externalId)
        implements KinesisConfig {

    static Configured of(String stream, URI kinesis, URI dynamodb) {
        return new Configured(
                Optional.of(stream),
                "us-east-1",
                Optional.of(kinesis),
                Optional.of(dynamodb),
                Optional.of(dynamodb),
                stream,
                Optional.empty(),
                "PT30M",
                "polling",
                Duration.ofMillis(250),
                1_000,
                Duration.ofSeconds(5),
                Optional.empty(),
                Optional.empty());
    }

    Configured position(String other) {
        return new Configured(
                stream,
                region,
                endpoint,
                dynamodbEndpoint,
                stsEndpoint,
                applicationName,
                workerId,
                other,
                retrieval,
                idleTime,
                maxRecords,
                failoverTime,
                roleArn,
                externalId);
    }

    Configured retrieval(String other) {
        return new Configured(
                stream,
                region,
                endpoint,
                dynamodbEndpoint,
                stsEndpoint,
                applicationName,
                workerId,
                position,
                other,
                idleTime,
                maxRecords,
                failoverTime,
                roleArn,
                externalId);
    }

    Configured role(String arn) {
        return new Configured(
                stream,
                region,
                endpoint,
                dynamodbEndpoint,
                stsEndpoint,
                applicationName,
                workerId,
                position,
                retrieval,
                idleTime,
                maxRecords,
                failoverTime,
                Optional.of(arn),
                Optional.of("an external id"));
    }
}
