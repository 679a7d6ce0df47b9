package io.stakeout.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

import io.stakeout.drill.cast.Clients;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cast.Stock;
import io.stakeout.drill.cloud.CloudSettings;
import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.Lane;
import io.stakeout.drill.trail.LaneSettings;
import io.stakeout.drill.trail.Lanes;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.Organization;
import io.stakeout.drill.world.World;

/** The drill's cloud with its scenery, on a clock that a test moves, and real SDK clients against it. */
public final class TestCloud implements BeforeEachCallback, AfterEachCallback {

    /** How long a change takes until authorisation sees it. */
    public static final Duration PROPAGATION = Duration.ofSeconds(4);

    private static final Persona TESTER = new Persona("tester", "203.0.113.99", "test/1.0");

    private final boolean trailProtected;
    private final Duration ago;
    private SettableClock clock;
    private Vertx vertx;
    private Scenery scenery;
    private Lanes lanes;
    private SmallCloud cloud;
    private Clients clients;

    private TestCloud(boolean trailProtected, Duration ago) {
        this.trailProtected = trailProtected;
        this.ago = ago;
    }

    public static TestCloud withTrailProtected() {
        return new TestCloud(true, Duration.ZERO);
    }

    public static TestCloud withTrailOpen() {
        return new TestCloud(false, Duration.ZERO);
    }

    /** With the trail protected, and in the past, so that much can happen in it before now. */
    public static TestCloud since(Duration ago) {
        return new TestCloud(true, ago);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    /** For whoever needs one cloud for many tests. */
    public void open() {
        clock = new SettableClock(Instant.now().minus(ago));
        vertx = Vertx.vertx();
        Ids ids = new Ids(7);
        scenery = new Scenery(ids, clock.instant(), trailProtected);
        LaneSettings exact = new LaneSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 0);
        lanes = new Lanes(clock, 7, Map.of(Lane.EVENTBRIDGE, exact, Lane.CLOUDWATCH_LOGS, exact), 1);
        cloud = SmallCloud.open(vertx, clock, new CloudSettings(PROPAGATION), ids, scenery.world(), lanes);
        Stock.fill(cloud.objects(), clock.instant());
        clients = new Clients(cloud.address());
    }

    public void close() {
        clients.close();
        cloud.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    public SmallCloud cloud() {
        return cloud;
    }

    public Scenery scenery() {
        return scenery;
    }

    public Clients clients() {
        return clients;
    }

    public Lanes lanes() {
        return lanes;
    }

    public Clock clock() {
        return clock;
    }

    public void pass(Duration time) {
        clock.pass(time);
    }

    /** Whatever is still to happen in the past has happened. A cloud that is ahead of the time stays so. */
    public void catchUp() {
        Duration behind = Duration.between(clock.instant(), Instant.now());
        if (!behind.isNegative()) {
            pass(behind);
        }
    }

    /** Lets every change take effect. */
    public void settle() {
        pass(PROPAGATION.plusMillis(1));
    }

    public Keys keysOf(String user) {
        return scenery.keysOf(user);
    }

    /** New credentials of the instance that writes reports. */
    public Keys instance() {
        return cloud.instanceCredentials(
                Scenery.WORKLOAD, Scenery.REPORT_ROLE, Scenery.REPORT_INSTANCE, Scenery.REGION);
    }

    public StsClient sts(Keys keys) {
        return clients.sts(TESTER, keys);
    }

    public IamClient iam(Keys keys) {
        return clients.iam(TESTER, keys);
    }

    public S3Client s3(Keys keys) {
        return clients.s3(TESTER, keys);
    }

    public CloudTrailClient trail(Keys keys) {
        return clients.cloudTrail(TESTER, keys);
    }

    public OrganizationsClient organizations(Keys keys) {
        return clients.organizations(TESTER, keys);
    }

    /** IAM of whoever may do everything in the workload account. */
    public IamClient responder() {
        return iam(keysOf(Scenery.RESPONDER));
    }

    /** What IAM and Organizations hold, in all accounts. */
    public record Access(Map<String, Account> accounts, Organization organization) {}

    public Access access() {
        World world = cloud.cloud().world();
        return new Access(world.accounts(), world.organization());
    }

    /** All that CloudTrail was told of. */
    public List<ApiEvent> events() {
        return cloud.cloud().journal().events();
    }

    public ApiEvent last() {
        List<ApiEvent> events = events();
        return events.get(events.size() - 1);
    }
}
