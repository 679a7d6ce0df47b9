package io.stakeout.drill.cast;

import java.net.URI;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

import io.stakeout.drill.cloud.Endpoint;

/**
 * Real clients of the AWS SDK for one of the cast. They know the drill's endpoint only: neither the environment nor
 * profiles nor proxies are read. Thread-safe; clients live as long as the process and share one HTTP client.
 */
public final class Clients implements AutoCloseable {

    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    private final URI endpoint;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .proxyConfiguration(ProxyConfiguration.builder()
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariablesValues(false)
                    .build())
            .build();

    public Clients(URI endpoint) {
        this.endpoint = endpoint;
    }

    public StsClient sts(Persona persona, Keys keys) {
        return prepare(StsClient.builder(), persona, keys).build();
    }

    public IamClient iam(Persona persona, Keys keys) {
        return prepare(IamClient.builder(), persona, keys).build();
    }

    public S3Client s3(Persona persona, Keys keys) {
        return prepare(S3Client.builder().forcePathStyle(true), persona, keys).build();
    }

    public CloudTrailClient cloudTrail(Persona persona, Keys keys) {
        return prepare(CloudTrailClient.builder(), persona, keys).build();
    }

    public OrganizationsClient organizations(Persona persona, Keys keys) {
        return prepare(OrganizationsClient.builder(), persona, keys).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
            B builder, Persona persona, Keys keys) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClient(http)
                .credentialsProvider(StaticCredentialsProvider.create(keys.credentials()))
                .overrideConfiguration(override -> override.defaultProfileFile(NO_PROFILES)
                        .putHeader(Endpoint.USER_AGENT, persona.userAgent())
                        .putHeader(Endpoint.SOURCE_IP, persona.sourceIp())
                        .putHeader(Endpoint.ACTOR, persona.name()));
    }

    @Override
    public void close() {
        http.close();
    }
}
