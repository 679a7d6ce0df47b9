package io.stakeout.drill;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import io.stakeout.RehearsalCloud;
import io.stakeout.drill.cast.Clients;
import io.stakeout.drill.cast.DayBefore;
import io.stakeout.drill.cast.Deployed;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenario;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cast.Stock;
import io.stakeout.drill.cast.Troupe;
import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.CloudSettings;
import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.Delivery;
import io.stakeout.drill.trail.Lane;
import io.stakeout.drill.trail.LaneSettings;
import io.stakeout.drill.trail.Lanes;
import io.stakeout.drill.trail.TrailRecord;
import io.stakeout.ingest.ReplayLane;

/** A live attack on a cloud of our own, whose CloudTrail arrives as AWS would deliver it. */
final class CloudPlay implements Play {

    private static final Duration LONGEST_NAP = Duration.ofMillis(200);
    /** How long CloudWatch Logs gathers, at most. */
    private static final Duration GATHERING = Duration.ofSeconds(5);

    private static final int MOST_REMEMBERED = 100_000;

    private final Scenario scenario;
    private final DrillConfig config;
    private final ReplayLane lane;
    private final Clock clock;
    private final Scenery scenery;
    private final Lanes lanes;

    /** One of its own: the application's would count each object's path among the metrics of its pages. */
    private final Vertx vertx;

    private final SmallCloud cloud;
    private final Clients clients;

    /** When an event reached the room's side, by its id. */
    private final Map<String, Instant> delivered = new ConcurrentHashMap<>();

    CloudPlay(Scenario scenario, DrillConfig config, ReplayLane lane, Clock clock) {
        this.scenario = scenario;
        this.config = config;
        this.lane = lane;
        this.clock = clock;
        Ids ids = new Ids(config.seed());
        this.scenery = new Scenery(ids, clock.instant(), scenario.trailProtected());
        this.lanes = new Lanes(clock, config.seed(), settings(scenario), config.speed());
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.cloud =
                SmallCloud.open(vertx, clock, new CloudSettings(config.propagation()), ids, scenery.world(), lanes);
        Stock.fill(cloud.objects(), clock.instant());
        this.clients = new Clients(cloud.address());
    }

    private static Map<Lane, LaneSettings> settings(Scenario scenario) {
        Map<Lane, LaneSettings> settings = new EnumMap<>(Lane.class);
        for (Lane each : Lane.values()) {
            settings.put(each, scenario.lane(each));
        }
        return settings;
    }

    @Override
    public String leakedKey() {
        return scenery.leakedKey();
    }

    Scenario scenario() {
        return scenario;
    }

    Cloud cloud() {
        return cloud.cloud();
    }

    URI address() {
        return cloud.address();
    }

    /** Stakeout's own way in. */
    RehearsalCloud.Access access() {
        Keys own = scenery.keysOf(Scenery.STAKEOUT);
        return new RehearsalCloud.Access(
                address(),
                own.accessKeyId(),
                own.secret(),
                Scenery.EXECUTION_ROLE,
                Scenery.roleArn(Scenery.MANAGEMENT, Scenery.ORGANIZATION_ROLE),
                Deployed.EXTERNAL_ID);
    }

    Instant deliveredAt(String eventId) {
        return delivered.get(eventId);
    }

    /** As bare records: what is a day old says nothing of how late a lane is. */
    @Override
    public void prepare(BooleanSupplier stopped) {
        ReplayLane.Performance performance = lane.start("drill", stopped);
        Instant now = clock.instant();
        for (List<ApiEvent> hour : DayBefore.calls(scenery, new Ids(~config.seed()), now)) {
            if (!hour.isEmpty()) {
                performance.play(TrailRecord.file(hour), now);
            }
        }
        performance.end();
    }

    /** Goes on when the attacker has given up: whether the others still work is part of what is rehearsed. */
    @Override
    public void perform(BooleanSupplier stopped, Consumer<String> room) {
        ReplayLane.Performance performance = lane.start("drill", stopped);
        Optional<Instant> over = Optional.empty();
        boolean said = false;
        try (Troupe troupe = Troupe.play(scenario, scenery, clients, this::metadata, config.speed(), config.seed())) {
            while (!stopped.getAsBoolean()) {
                deliver(performance);
                if (over.isEmpty() && troupe.attackHasEnded()) {
                    over = Optional.of(clock.instant().plus(lastArrival()));
                }
                if (!said && over.filter(time -> clock.instant().isAfter(time)).isPresent()) {
                    room.accept("the attacker has given up, and its last calls have arrived; the others go on");
                    said = true;
                }
                nap();
            }
        }
        performance.end();
    }

    /** After this the slow lane has brought everything. */
    private Duration lastArrival() {
        Duration longest = scenario.lane(Lane.CLOUDWATCH_LOGS).maxLag().plus(GATHERING);
        return Duration.ofNanos((long) (longest.toNanos() / config.speed())).plusSeconds(1);
    }

    private Keys metadata() {
        return cloud.instanceCredentials(
                Scenery.WORKLOAD, Scenery.REPORT_ROLE, Scenery.REPORT_INSTANCE, Scenery.REGION);
    }

    private void deliver(ReplayLane.Performance performance) {
        List<Delivery> due = lanes.due();
        for (Delivery delivery : due) {
            performance.play(delivery.envelope(), delivery.due());
        }
        if (!due.isEmpty()) {
            performance.flush();
            Instant now = clock.instant();
            due.forEach(delivery -> delivery.eventIds().forEach(id -> remember(id, now)));
        }
    }

    private void remember(String eventId, Instant now) {
        if (delivered.size() < MOST_REMEMBERED) {
            delivered.putIfAbsent(eventId, now);
        }
    }

    private void nap() {
        Duration left = lanes.nextDue()
                .map(due -> Duration.between(clock.instant(), due))
                .filter(wait -> wait.compareTo(LONGEST_NAP) < 0)
                .orElse(LONGEST_NAP);
        LockSupport.parkNanos(this, Math.max(1, left.toNanos()));
    }

    @Override
    public void close() {
        clients.close();
        cloud.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
