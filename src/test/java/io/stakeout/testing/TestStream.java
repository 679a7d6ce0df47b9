package io.stakeout.testing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import static org.awaitility.Awaitility.await;

/** A stream of its own on an emulator, for one test class. */
public final class TestStream implements AutoCloseable {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATESTTESTTESTTEST", "not-a-secret"));

    static {
        // the consumer finds its credentials by the SDK's default chain
        System.setProperty(
                "aws.accessKeyId", CREDENTIALS.resolveIdentity().join().accessKeyId());
        System.setProperty(
                "aws.secretAccessKey", CREDENTIALS.resolveIdentity().join().secretAccessKey());
    }

    private static final int MOST_AT_ONCE = 100;

    private final KinesisClient kinesis;
    private final String name;
    private int put;

    private TestStream(KinesisClient kinesis, String name) {
        this.kinesis = kinesis;
        this.name = name;
    }

    /** Credentials that every emulator takes, for the consumer and for other clients of a test. */
    public static StaticCredentialsProvider credentials() {
        return CREDENTIALS;
    }

    public static TestStream create(URI endpoint, String prefix, int shards) {
        System.setProperty("aws.cborEnabled", "false");
        KinesisClient kinesis = KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        TestStream stream = new TestStream(kinesis, prefix + "-" + Long.toString(System.nanoTime(), 36));
        kinesis.createStream(create -> create.streamName(stream.name).shardCount(shards));
        stream.awaitActive();
        return stream;
    }

    public String name() {
        return name;
    }

    /** For what this class has no words for. */
    public KinesisClient kinesis() {
        return kinesis;
    }

    public String arn() {
        return kinesis.describeStreamSummary(ask -> ask.streamName(name))
                .streamDescriptionSummary()
                .streamARN();
    }

    public void awaitActive() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kinesis.describeStreamSummary(ask -> ask.streamName(name))
                        .streamDescriptionSummary()
                        .streamStatus()
                        .equals(StreamStatus.ACTIVE));
    }

    /** How many records have been put through this. */
    public int put() {
        return put;
    }

    /** Puts records of one key, so they stay in their order. */
    public void put(String key, byte[]... records) {
        for (byte[] record : records) {
            kinesis.putRecord(to -> to.streamName(name).partitionKey(key).data(SdkBytes.fromByteArray(record)));
            put++;
        }
    }

    /** Puts records over all shards. */
    public void spread(List<byte[]> records) {
        for (int from = 0; from < records.size(); from += MOST_AT_ONCE) {
            List<PutRecordsRequestEntry> entries = new ArrayList<>();
            for (byte[] record : records.subList(from, Math.min(records.size(), from + MOST_AT_ONCE))) {
                entries.add(PutRecordsRequestEntry.builder()
                        .partitionKey("key " + (put + entries.size()))
                        .data(SdkBytes.fromByteArray(record))
                        .build());
            }
            kinesis.putRecords(to -> to.streamName(name).records(entries));
            put += entries.size();
        }
    }

    @Override
    public void close() {
        kinesis.close();
    }
}
