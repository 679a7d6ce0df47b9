package io.stakeout.drill.cast;

import java.util.Optional;

import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Looks whether the trail logs, and starts it again when somebody has stopped it. */
final class Guardian implements Script {

    private final Clients clients;
    private final Keys own;

    Guardian(Clients clients, Keys own) {
        this.clients = clients;
        this.own = own;
    }

    @Override
    public Persona persona() {
        return Persona.GUARDIAN;
    }

    @Override
    public void play(Pulse pulse) {
        while (true) {
            pulse.seconds(20);
            Optional<Keys> keys = Attempt.of(() -> clients.sts(persona(), own)
                            .assumeRole(
                                    request -> request.roleArn(Scenery.roleArn(Scenery.WORKLOAD, Scenery.GUARDIAN_ROLE))
                                            .roleSessionName("scheduled")))
                    .map(AssumeRoleResponse::credentials)
                    .map(Keys::of);
            keys.ifPresent(this::look);
        }
    }

    private void look(Keys keys) {
        CloudTrailClient trail = clients.cloudTrail(persona(), keys);
        boolean stopped = Attempt.of(() -> trail.getTrailStatus(request -> request.name(Scenery.TRAIL)))
                .map(GetTrailStatusResponse::isLogging)
                .filter(logging -> !logging)
                .isPresent();
        if (stopped) {
            Attempt.of(() -> trail.startLogging(request -> request.name(Scenery.TRAIL)));
        }
    }
}
