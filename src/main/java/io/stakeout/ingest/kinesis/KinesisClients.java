package io.stakeout.ingest.kinesis;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.kinesis.common.KinesisClientUtil;

/** The consumer's AWS clients, for one life of it. Thread-safe; closing it closes them all. */
final class KinesisClients implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 100;

    private final Settings settings;
    private final RequestMeter meter;
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();
    private final AwsCredentialsProvider credentials;
    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamodb;
    private final CloudWatchAsyncClient cloudWatch;

    KinesisClients(Settings settings, RequestMeter meter) {
        this.settings = settings;
        this.meter = meter;
        this.credentials = settings.role().map(this::assumed).orElseGet(this::own);
        this.kinesis = opened(kinesisBuilder().build());
        this.dynamodb = opened(
                prepare(DynamoDbAsyncClient.builder(), settings.endpoints().dynamodb())
                        .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(MOST_CONNECTIONS))
                        .build());
        // the client library wants one and never uses it: its metrics are switched off
        this.cloudWatch = opened(
                prepare(CloudWatchAsyncClient.builder(), Optional.empty()).build());
    }

    KinesisAsyncClient kinesis() {
        return kinesis;
    }

    DynamoDbAsyncClient dynamodb() {
        return dynamodb;
    }

    CloudWatchAsyncClient cloudWatch() {
        return cloudWatch;
    }

    /** Other Kinesis servers speak neither HTTP/2 nor CBOR. */
    private KinesisAsyncClientBuilder kinesisBuilder() {
        Optional<URI> endpoint = settings.endpoints().kinesis();
        KinesisAsyncClientBuilder builder = prepare(KinesisAsyncClient.builder(), endpoint);
        if (endpoint.isEmpty()) {
            return KinesisClientUtil.adjustKinesisClientBuilder(builder);
        }
        System.setProperty("aws.cborEnabled", "false");
        return builder.httpClientBuilder(
                NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).maxConcurrency(MOST_CONNECTIONS));
    }

    private <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> B prepare(
            B builder, Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(settings.region())
                .credentialsProvider(credentials)
                .overrideConfiguration(
                        override -> override.addMetricPublisher(meter).addExecutionInterceptor(meter.failures()));
    }

    private AwsCredentialsProvider own() {
        return opened(DefaultCredentialsProvider.builder().build());
    }

    private AwsCredentialsProvider assumed(Settings.Role role) {
        var builder = StsClient.builder()
                .region(settings.region())
                .credentialsProvider(own())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        settings.endpoints().sts().ifPresent(builder::endpointOverride);
        StsClient sts = opened(builder.build());
        return opened(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .asyncCredentialUpdateEnabled(true)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName("stakeout-stream")
                        .externalId(role.externalId().orElse(null)))
                .build());
    }

    private <T extends SdkAutoCloseable> T opened(T closeable) {
        open.push(closeable);
        return closeable;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
