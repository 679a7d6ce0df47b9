package io.stakeout.drill;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Vertx;

import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.Cloud;
import io.stakeout.drill.cloud.CloudSettings;
import io.stakeout.drill.cloud.Endpoint;
import io.stakeout.drill.cloud.Front;
import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.cloud.Interference;
import io.stakeout.drill.cloud.Judge;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.cloud.Session;
import io.stakeout.drill.cloud.cloudtrail.TrailOperations;
import io.stakeout.drill.cloud.iam.IamOperations;
import io.stakeout.drill.cloud.organizations.OrganizationOperations;
import io.stakeout.drill.cloud.s3.Objects;
import io.stakeout.drill.cloud.s3.S3Operations;
import io.stakeout.drill.cloud.s3.S3Protocol;
import io.stakeout.drill.cloud.sts.InstanceRole;
import io.stakeout.drill.cloud.sts.PermissionSet;
import io.stakeout.drill.cloud.sts.StsOperations;
import io.stakeout.drill.trail.Lanes;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.World;

/** The drill's cloud, put together and listening on loopback. */
public final class SmallCloud implements AutoCloseable {

    private final Cloud cloud;
    private final Objects objects;
    private final Interference interference;
    private final Endpoint endpoint;

    private SmallCloud(Cloud cloud, Objects objects, Interference interference, Endpoint endpoint) {
        this.cloud = cloud;
        this.objects = objects;
        this.interference = interference;
        this.endpoint = endpoint;
    }

    /** Builds it and listens; {@code vertx} stays the caller's. */
    public static SmallCloud open(Vertx vertx, Clock clock, CloudSettings settings, Ids ids, World world, Lanes lanes) {
        Cloud cloud = new Cloud(clock, ids, settings, world, lanes);
        Judge judge = new Judge();
        Objects objects = new Objects();
        Interference interference = new Interference();
        List<Operation> operations = new ArrayList<>(StsOperations.all(judge));
        operations.addAll(IamOperations.all());
        operations.addAll(S3Operations.all(judge, objects));
        operations.addAll(OrganizationOperations.all());
        operations.addAll(TrailOperations.all());
        Front front = new Front(cloud, judge, interference, Map.of(Api.S3, new S3Protocol()), operations);
        return new SmallCloud(cloud, objects, interference, Endpoint.open(vertx, front));
    }

    public Cloud cloud() {
        return cloud;
    }

    public Objects objects() {
        return objects;
    }

    /**
     * New credentials for an instance, as its metadata would give them.
     *
     * @param role a role of the account
     */
    public Keys instanceCredentials(String account, String role, String instance, String region) {
        return keys(InstanceRole.deliver(cloud, role(account, role), instance, region));
    }

    /** Credentials that a person of Identity Center has of a permission set's role. */
    public Keys personCredentials(String account, String role, String userId, String userName) {
        return keys(PermissionSet.handOut(cloud, role(account, role), userId, userName));
    }

    private Role role(String account, String name) {
        return cloud.world()
                .account(account)
                .role(name)
                .orElseThrow(() -> new IllegalArgumentException(account + " has no role " + name));
    }

    private static Keys keys(Session session) {
        return new Keys(session.accessKeyId(), session.secret(), Optional.of(session.token()));
    }

    /** Parks, fails and throttles calls. */
    public Interference interference() {
        return interference;
    }

    /** Where SDK clients are pointed to. */
    public URI address() {
        return endpoint.address();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
