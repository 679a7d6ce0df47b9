package io.stakeout.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

import io.stakeout.Loopback;
import io.stakeout.Mode;
import io.stakeout.RehearsalCloud;

/**
 * The one place that makes AWS clients. In a drill or replay a client is made only for an endpoint on loopback and with
 * credentials of the drill's cloud, or made-up ones: neither variables nor profiles nor the instance's metadata are read,
 * so whatever is configured around us can't be reached by mistake.
 *
 * <p>A call takes 20 s at most. It is tried again only when AWS has throttled it, and so not done it: whether a call that
 * failed otherwise took effect is found out by reading.
 *
 * <p>Thread-safe. Callers close the clients that they get.
 */
@Singleton
public class AwsClients {

    private static final AwsCredentialsProvider MADE_UP = fixed("AKIADRILLDRILLDRILL0", "not-a-secret");
    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(8);
    private static final int MOST_ATTEMPTS = 3;

    /** A proxy named by the environment would carry a call to loopback off this machine. */
    private static final ProxyConfiguration NO_PROXY = ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariablesValues(false)
            .build();

    private final Mode mode;
    private final AwsConfig config;
    private final RehearsalCloud cloud;

    AwsClients(Mode mode, AwsConfig config, RehearsalCloud cloud) {
        this.mode = mode;
        this.config = config;
        this.cloud = cloud;
    }

    /**
     * Credentials of a role session. Only {@link #assume} makes them, by the STS that this mode allows: in a rehearsal
     * nobody can hand in real ones.
     */
    static final class Assumed {
        private final AwsCredentialsProvider credentials;
        private final String keyId;

        private Assumed(Credentials given) {
            this.keyId = given.accessKeyId();
            this.credentials = StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
        }

        /** Under which CloudTrail tells of its calls: no secret, and nobody else's. */
        String keyId() {
            return keyId;
        }
    }

    /** STS with Stakeout's own credentials. */
    public StsClient sts() {
        return prepare(StsClient.builder(), config.region(), ownCredentials()).build();
    }

    /** STS in a region with the credentials of a role; in a rehearsal the credentials are our own ones there. */
    public StsClient sts(String region, AwsCredentialsProvider credentials) {
        return prepare(StsClient.builder(), region, mode.rehearsal() ? ownCredentials() : credentials)
                .build();
    }

    /** Assumes a role with Stakeout's own credentials. */
    Assumed assume(AssumeRoleRequest request) {
        try (StsClient sts = sts()) {
            return new Assumed(sts.assumeRole(request).credentials());
        }
    }

    /** IAM of a role session's account; without one, of our own. */
    IamClient iam(Optional<Assumed> session) {
        return prepare(IamClient.builder(), config.region(), credentials(session))
                .build();
    }

    /** SNS in a region, with Stakeout's own credentials. */
    SnsClient sns(String region) {
        return prepare(SnsClient.builder(), region, ownCredentials()).build();
    }

    /** Organizations by a role session. */
    OrganizationsClient organizations(Assumed session) {
        return prepare(OrganizationsClient.builder(), config.region(), session.credentials)
                .build();
    }

    /** GuardDuty in a region, by a role session; without one, by our own credentials. */
    GuardDutyClient guardDuty(String region, Optional<Assumed> session) {
        return prepare(GuardDutyClient.builder(), region, credentials(session)).build();
    }

    /** Security Hub, likewise. */
    SecurityHubClient securityHub(String region, Optional<Assumed> session) {
        return prepare(SecurityHubClient.builder(), region, credentials(session))
                .build();
    }

    private AwsCredentialsProvider credentials(Optional<Assumed> session) {
        return session.map(assumed -> assumed.credentials).orElseGet(this::ownCredentials);
    }

    private AwsCredentialsProvider ownCredentials() {
        return mode.rehearsal()
                ? cloud.access()
                        .map(access -> fixed(access.accessKeyId(), access.secretAccessKey()))
                        .orElse(MADE_UP)
                : DefaultCredentialsProvider.builder().build();
    }

    private static AwsCredentialsProvider fixed(String keyId, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
            B builder, String region, AwsCredentialsProvider credentials) {
        Optional<URI> endpoint = endpoint();
        endpoint.ifPresent(builder::endpointOverride);
        builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(this::bound)
                .httpClientBuilder(
                        mode.rehearsal()
                                ? UrlConnectionHttpClient.builder().proxyConfiguration(NO_PROXY)
                                : UrlConnectionHttpClient.builder());
        return builder;
    }

    private void bound(ClientOverrideConfiguration.Builder override) {
        override.apiCallTimeout(LONGEST_CALL)
                .apiCallAttemptTimeout(LONGEST_ATTEMPT)
                .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .useClientDefaults(false)
                        .maxAttempts(MOST_ATTEMPTS)
                        .retryOnException(AwsClients::throttled)
                        .treatAsThrottling(AwsClients::throttled)
                        .build());
        if (mode.rehearsal()) {
            override.defaultProfileFile(NO_PROFILES);
        }
    }

    private static boolean throttled(Throwable failure) {
        return failure instanceof SdkServiceException refusal && refusal.isThrottlingException();
    }

    private static boolean onLoopback(URI endpoint) {
        String scheme = endpoint.getScheme();
        return ("http".equals(scheme) || "https".equals(scheme))
                && endpoint.getHost() != null
                && Loopback.is(endpoint.getHost());
    }

    private Optional<URI> endpoint() {
        if (!mode.rehearsal()) {
            return config.endpoint();
        }
        Optional<URI> endpoint =
                cloud.access().map(RehearsalCloud.Access::endpoint).or(config::endpoint);
        if (endpoint.filter(AwsClients::onLoopback).isEmpty()) {
            throw new IllegalStateException("A drill or replay makes no AWS client for "
                    + endpoint.map(URI::toString).orElse("AWS's own endpoints")
                    + ": stakeout.aws.endpoint must be an http or https address on 127.0.0.1, ::1 or localhost.");
        }
        return endpoint;
    }
}
