package io.stakeout.drill.cast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Who has nothing to do with it: their calls must not appear in the room, and must go on working. */
final class Bystanders {

    private final Clients clients;
    private final Scenery scenery;
    private final Supplier<Keys> metadata;

    /** @param metadata new credentials of the instance that writes reports */
    Bystanders(Clients clients, Scenery scenery, Supplier<Keys> metadata) {
        this.clients = clients;
        this.scenery = scenery;
        this.metadata = metadata;
    }

    /** A script that does one thing again and again. */
    private record Routine(Persona persona, Duration every, Consumer<Pulse> job) implements Script {

        @Override
        public void play(Pulse pulse) {
            while (true) {
                job.accept(pulse);
                pulse.pause(every);
            }
        }
    }

    /** @param busy how many times as often as usual they do something */
    List<Script> all(double busy) {
        return List.of(
                new Routine(Persona.CI, often(20, busy), this::build),
                new Routine(Persona.NINA, often(15, busy), this::nina),
                new Routine(Persona.TOM, often(25, busy), this::tom),
                new Routine(Persona.NINA, often(18, busy), this::backups),
                new ReportHost(clients, metadata, 12 / busy));
    }

    private static Duration often(int seconds, double busy) {
        return Duration.ofMillis((long) (seconds * 1_000 / busy));
    }

    /** The pipeline uses the role that the attacker hops through, under names of its own. */
    private void build(Pulse pulse) {
        Keys own = scenery.keysOf(Persona.CI.name());
        String session = "build-" + (1_000 + pulse.below(9_000));
        String role = Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE);
        assume(Persona.CI, own, role, session).ifPresent(keys -> {
            S3Client s3 = clients.s3(Persona.CI, keys);
            Attempt.of(() -> s3.listObjectsV2(request -> request.bucket(Scenery.ARTIFACTS)));
            pulse.seconds(1);
            Attempt.of(() -> s3.putObject(
                    request -> request.bucket(Scenery.ARTIFACTS).key("app/" + session + ".zip"),
                    RequestBody.fromString("no zip")));
        });
    }

    private void nina(Pulse pulse) {
        Keys own = scenery.keysOf(Persona.NINA.name());
        Attempt.of(clients.s3(Persona.NINA, own)::listBuckets);
        pulse.seconds(2);
        Attempt.of(clients.iam(Persona.NINA, own)::listUsers);
    }

    /** Looks after the backups in the other account, by the role that the attacker comes through too. */
    private void backups(Pulse pulse) {
        Keys own = scenery.keysOf(Persona.NINA.name());
        assume(Persona.NINA, own, Scenery.roleArn(Scenery.BACKUP, Scenery.BACKUP_ROLE), "nina-restore-test")
                .ifPresent(keys -> Attempt.of(() ->
                        clients.s3(Persona.NINA, keys).listObjectsV2(request -> request.bucket(Scenery.ARCHIVE))));
    }

    private void tom(Pulse pulse) {
        Keys own = scenery.keysOf(Persona.TOM.name());
        Attempt.of(clients.sts(Persona.TOM, own)::getCallerIdentity);
        pulse.seconds(2);
        Attempt.of(() -> clients.s3(Persona.TOM, own).listObjectsV2(request -> request.bucket(Scenery.REPORTS)));
    }

    private Optional<Keys> assume(Persona persona, Keys own, String role, String session) {
        return Attempt.of(() -> clients.sts(persona, own)
                        .assumeRole(request -> request.roleArn(role).roleSessionName(session)))
                .map(AssumeRoleResponse::credentials)
                .map(Keys::of);
    }
}
