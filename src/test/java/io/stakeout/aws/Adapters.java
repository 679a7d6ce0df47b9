package io.stakeout.aws;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.stakeout.Mode;
import io.stakeout.RehearsalCloud;
import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.TestCloud;
import io.stakeout.drill.cast.Deployed;
import io.stakeout.drill.cast.Keys;
import io.stakeout.drill.cast.Scenery;

/** The adapters, put together as CDI does it. */
record Adapters(AccessControl control, Directory directory) {

    static final String SESSION = "case-7";
    static final String POLICY = "ServiceAccessBaseline";

    /** As in a drill: Stakeout's own user, the roles of deploy/iam. */
    static Adapters on(TestCloud cloud) {
        return of(Mode.DRILL, Settings.none(), access(cloud), cloud.clock());
    }

    static Adapters of(Mode mode, AwsConfig config, RehearsalCloud cloud, Clock clock) {
        OwnRoles roles = new OwnRoles(mode, config, Settings.noFindings(), cloud);
        OwnIdentity self = new OwnIdentity(new AwsClients(mode, config, cloud), roles, clock);
        Ways ways = new Ways(new AwsClients(mode, config, cloud), roles, self);
        return new Adapters(new IamAccessControl(ways, roles, self), new IamDirectory(ways));
    }

    static Ways ways(TestCloud cloud) {
        AwsClients clients = new AwsClients(Mode.DRILL, Settings.none(), access(cloud));
        OwnRoles roles = new OwnRoles(Mode.DRILL, Settings.none(), Settings.noFindings(), access(cloud));
        return new Ways(clients, roles, new OwnIdentity(clients, roles, cloud.clock()));
    }

    private static RehearsalCloud access(TestCloud cloud) {
        Keys own = cloud.keysOf(Scenery.STAKEOUT);
        RehearsalCloud.Access access = new RehearsalCloud.Access(
                cloud.cloud().address(),
                own.accessKeyId(),
                own.secret(),
                Scenery.EXECUTION_ROLE,
                Scenery.roleArn(Scenery.MANAGEMENT, Scenery.ORGANIZATION_ROLE),
                Deployed.EXTERNAL_ID);
        return () -> Optional.of(access);
    }

    Optional<String> read(Slot slot) {
        try (AccessControl.Hold hold = control.open(slot.account(), SESSION, List.of(slot))) {
            return hold.read(slot);
        }
    }

    List<String> write(Slot slot, Optional<String> value) {
        try (AccessControl.Hold hold = control.open(slot.account(), SESSION, List.of(slot))) {
            return hold.write(slot, value);
        }
    }

    static PrincipalRef user(String name) {
        return new PrincipalRef(PrincipalRef.Kind.USER, Scenery.WORKLOAD, name);
    }

    static PrincipalRef role(String name) {
        return new PrincipalRef(PrincipalRef.Kind.ROLE, Scenery.WORKLOAD, name);
    }
}
