package io.stakeout.drill.cloud.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.vertx.core.Vertx;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.CloudSettings;
import io.stakeout.drill.cloud.Endpoint;
import io.stakeout.drill.cloud.Front;
import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.cloud.Interference;
import io.stakeout.drill.cloud.Judge;
import io.stakeout.drill.cloud.Session;
import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.LaneSettings;
import io.stakeout.drill.trail.Lanes;
import io.stakeout.drill.world.AccessKey;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Credentials;
import io.stakeout.drill.world.Entity;
import io.stakeout.drill.world.ManagedPolicy;
import io.stakeout.drill.world.Organization;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A cloud with one admin behind a real endpoint, and clients of the real SDK; changes take effect at once, unless told. */
final class TestCloud implements AutoCloseable {

    static final String ACCOUNT = "111122223333";
    static final String ELSEWHERE = "444455556666";
    static final String DENY_ALL = "arn:aws:iam::aws:policy/AWSDenyAll";
    static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    static final String ALLOW_EVERYTHING = document("Allow", "*");
    static final String TRUST_EC2 = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}";

    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private final MovableClock clock = new MovableClock();
    private final Ids ids = new Ids(7);
    private final Vertx vertx = Vertx.vertx();
    private final Cloud cloud;
    private final Endpoint endpoint;
    private final IamClient admin;

    TestCloud() {
        this(Duration.ZERO);
    }

    /** @param propagation until a change takes effect */
    TestCloud(Duration propagation) {
        Lanes lanes = new Lanes(clock, 7, LaneSettings.usual(), 1);
        cloud = new Cloud(clock, ids, new CloudSettings(propagation), world(), lanes);
        endpoint =
                Endpoint.open(vertx, new Front(cloud, new Judge(), new Interference(), Map.of(), IamOperations.all()));
        admin = client("admin");
    }

    private World world() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        accounts.put(
                World.AWS,
                new Account(World.AWS)
                        .with(aws("AWSDenyAll", document("Deny", "*")))
                        .with(aws("ReadOnlyAccess", document("Allow", "iam:Get*")))
                        .with(aws("IAMFullAccess", document("Allow", "iam:*"))));
        accounts.put(ACCOUNT, new Account(ACCOUNT).with(user("admin", ALLOW_EVERYTHING)));
        accounts.put(ELSEWHERE, new Account(ELSEWHERE));
        Organization alone = new Organization("o-drill", "r-drill", ACCOUNT, List.of(), Map.of(), Map.of());
        return new World(accounts, alone, Map.of());
    }

    private ManagedPolicy aws(String name, String document) {
        Entity entity = new Entity(World.AWS, "/", name, ids.unique("ANPA"), START, Map.of());
        return new ManagedPolicy(entity, "", document);
    }

    private User user(String name, String document) {
        AccessKey key = new AccessKey(ids.unique("AKIA"), ids.secret(), true, START);
        return new User(new Entity(ACCOUNT, "/", name, ids.unique("AIDA"), START, Map.of()))
                .with(Permissions.NONE.withInline("own", document))
                .with(Credentials.NONE.with(key));
    }

    /** A document with one statement on all resources. */
    static String document(String effect, String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }

    /** A document that is as long as it has to be. */
    static String document(int characters) {
        String rest = document("Allow", "s3:");
        return document("Allow", "s3:" + "x".repeat(characters - rest.length()));
    }

    /** The client of one that may do anything. */
    IamClient admin() {
        return admin;
    }

    /** A user of this name with one inline policy and a key; its client. */
    IamClient person(String name, String document) {
        change(account -> account.with(user(name, document)));
        return client(name);
    }

    private IamClient client(String user) {
        AccessKey key = account()
                .user(user)
                .orElseThrow()
                .credentials()
                .keys()
                .values()
                .iterator()
                .next();
        return client(key.id(), key.secret());
    }

    IamClient client(String keyId, String secret) {
        return client(AwsBasicCredentials.create(keyId, secret));
    }

    private IamClient client(AwsCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(endpoint.address())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** The client of a session of a role that is there. */
    IamClient session(String role, String name) {
        Entity entity = account().role(role).orElseThrow().entity();
        Session session = new Session(
                ids.unique("ASIA"),
                ids.secret(),
                ids.token(),
                CredentialKind.ROLE_SESSION,
                ACCOUNT,
                role,
                entity.id(),
                name,
                now(),
                now().plus(Duration.ofHours(1)),
                false,
                false,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        cloud.open(session);
        return client(AwsSessionCredentials.create(session.accessKeyId(), session.secret(), session.token()));
    }

    Cloud cloud() {
        return cloud;
    }

    Account account() {
        return cloud.world().account(ACCOUNT);
    }

    /** What no call of this cloud can make. */
    void change(UnaryOperator<Account> change) {
        try {
            cloud.change(world -> world.change(ACCOUNT, change));
        } catch (ApiError e) {
            throw new AssertionError("this change never refuses", e);
        }
    }

    Entity entity(String path, String name, String prefix) {
        return new Entity(ACCOUNT, path, name, ids.unique(prefix), START, Map.of());
    }

    void advance(Duration by) {
        clock.now = clock.now.plus(by);
    }

    Instant now() {
        return clock.now;
    }

    /** The last record of a call. */
    ApiEvent last(String eventName) {
        List<ApiEvent> events = cloud.journal().events().stream()
                .filter(event -> event.eventName().equals(eventName))
                .toList();
        return events.get(events.size() - 1);
    }

    /** Expects AWS's error, and that the record has its message too. */
    void refused(ThrowingCallable call, String code, String message) {
        AwsServiceException error = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(error).as("nothing was refused").isNotNull();
        assertThat(error.awsErrorDetails().errorCode() + ": "
                        + error.awsErrorDetails().errorMessage())
                .isEqualTo(code + ": " + message);
        List<ApiEvent> events = cloud.journal().events();
        Optional<ApiEvent.Failure> told = events.get(events.size() - 1).failure();
        assertThat(told).map(ApiEvent.Failure::message).contains(message);
    }

    @Override
    public void close() {
        admin.close();
        endpoint.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Stands still until it is moved; any thread may look. */
    private static final class MovableClock extends Clock {

        private volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
