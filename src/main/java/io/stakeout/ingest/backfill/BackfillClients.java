package io.stakeout.ingest.backfill;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

import io.stakeout.Loopback;
import io.stakeout.Mode;

/**
 * The AWS clients of backfills; whoever asks for one closes it. In a drill or replay there is none unless its endpoint is
 * on loopback, and then with made-up credentials. Thread-safe.
 */
@ApplicationScoped
class BackfillClients {

    private static final StaticCredentialsProvider MADE_UP =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIADRILLDRILLDRILL0", "not-a-secret"));

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Mode mode;
    private final BackfillConfig config;

    BackfillClients(@ConfigProperty(name = "stakeout.mode", defaultValue = "serve") Mode mode, BackfillConfig config) {
        this.mode = mode;
        this.config = config;
    }

    /** Whether {@link #logs} may be called. */
    boolean logsAllowed() {
        return allowed(config.logGroupEndpoint());
    }

    /** Whether {@link #trail} may be called. */
    boolean trailAllowed() {
        return allowed(config.lookupEndpoint());
    }

    CloudWatchLogsClient logs() {
        return prepare(CloudWatchLogsClient.builder(), config.logGroupRegion(), config.logGroupEndpoint())
                .build();
    }

    CloudTrailClient trail(String region) {
        return prepare(CloudTrailClient.builder(), region, config.lookupEndpoint())
                .build();
    }

    private boolean allowed(Optional<URI> endpoint) {
        return !mode.rehearsal()
                || endpoint.filter(uri -> uri.getHost() != null && Loopback.is(uri.getHost()))
                        .isPresent();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
            B builder, String region, Optional<URI> endpoint) {
        if (!allowed(endpoint)) {
            throw new IllegalStateException("A drill or replay makes no AWS client for "
                    + endpoint.map(URI::toString).orElse("AWS's own endpoints"));
        }
        endpoint.ifPresent(builder::endpointOverride);
        builder.region(Region.of(region));
        if (!mode.rehearsal()) {
            return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                    .credentialsProvider(DefaultCredentialsProvider.builder().build())
                    .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                            .apiCallAttemptTimeout(ANSWER));
        }
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(noProxy()))
                .credentialsProvider(MADE_UP)
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(ANSWER)
                        .defaultProfileFile(ProfileFile.aggregator().build()));
    }

    /** One named by the environment would carry a call to loopback off this machine. */
    private static ProxyConfiguration noProxy() {
        return ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .build();
    }
}
