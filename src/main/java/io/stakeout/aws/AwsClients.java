package io.stakeout.aws;

import java.net.URI;
import java.util.Optional;

import jakarta.inject.Singleton;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

import io.stakeout.Loopback;
import io.stakeout.Mode;

/**
 * The one place that makes AWS clients. In a drill or replay a client is made only for an endpoint on loopback and with
 * made-up credentials: neither variables nor profiles nor the instance's metadata are read, so whatever is configured
 * around us can't be reached by mistake.
 *
 * <p>Thread-safe. Callers close the clients that they get.
 */
@Singleton
public class AwsClients {

    private static final AwsCredentialsProvider MADE_UP =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIADRILLDRILLDRILL0", "not-a-secret"));

    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    /** A proxy named by the environment would carry a call to loopback off this machine. */
    private static final ProxyConfiguration NO_PROXY = ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariablesValues(false)
            .build();

    private final Mode mode;
    private final AwsConfig config;

    AwsClients(Mode mode, AwsConfig config) {
        this.mode = mode;
        this.config = config;
    }

    /** STS with Stakeout's own credentials. */
    public StsClient sts() {
        return sts(config.region(), ownCredentials());
    }

    /** STS in a region with the credentials of a role; in a rehearsal the credentials are the made-up ones. */
    public StsClient sts(String region, AwsCredentialsProvider credentials) {
        return prepare(StsClient.builder(), region, credentials).build();
    }

    private AwsCredentialsProvider ownCredentials() {
        return mode.rehearsal() ? MADE_UP : DefaultCredentialsProvider.builder().build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
            B builder, String region, AwsCredentialsProvider credentials) {
        Optional<URI> endpoint = endpoint();
        endpoint.ifPresent(builder::endpointOverride);
        builder.region(Region.of(region));
        if (!mode.rehearsal()) {
            return builder.httpClientBuilder(UrlConnectionHttpClient.builder()).credentialsProvider(credentials);
        }
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(NO_PROXY))
                .credentialsProvider(MADE_UP)
                .overrideConfiguration(override -> override.defaultProfileFile(NO_PROFILES));
    }

    private static boolean onLoopback(URI endpoint) {
        String scheme = endpoint.getScheme();
        return ("http".equals(scheme) || "https".equals(scheme))
                && endpoint.getHost() != null
                && Loopback.is(endpoint.getHost());
    }

    private Optional<URI> endpoint() {
        if (mode.rehearsal() && config.endpoint().filter(AwsClients::onLoopback).isEmpty()) {
            throw new IllegalStateException("A drill or replay makes no AWS client for "
                    + config.endpoint().map(URI::toString).orElse("AWS's own endpoints")
                    + ": stakeout.aws.endpoint must be an http or https address on 127.0.0.1, ::1 or localhost.");
        }
        return config.endpoint();
    }
}
