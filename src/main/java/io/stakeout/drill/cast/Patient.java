package io.stakeout.drill.cast;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Comes back with one credential after the other, and gives up after several rounds in which none of them does anything. */
final class Patient implements Persistence {

    private static final int PATIENCE = 3;

    private final Wallet wallet;
    private int turn;
    private int refusedInARow;

    Patient(Wallet wallet) {
        this.wallet = wallet;
    }

    @Override
    public boolean goesOn(Pulse pulse) {
        Keys keys = wallet.at(turn++ % wallet.size()).keys();
        boolean worked = once(pulse, keys);
        refusedInARow = worked ? 0 : refusedInARow + 1;
        return refusedInARow < PATIENCE * wallet.size();
    }

    private boolean once(Pulse pulse, Keys keys) {
        S3Client s3 = wallet.clients().s3(Persona.ATTACKER, keys);
        IamClient iam = wallet.clients().iam(Persona.ATTACKER, keys);
        return switch (pulse.below(4)) {
            case 0 -> Attempt.works(s3::listBuckets);
            case 1 -> Attempt.works(() -> s3.listObjectsV2(request -> request.bucket(Scenery.EXPORTS)));
            case 2 ->
                Attempt.works(() -> s3.getObjectAsBytes(
                        request -> request.bucket(Scenery.EXPORTS).key(Stock.export(pulse.below(Stock.EXPORTS)))));
            default -> Attempt.works(iam::listUsers);
        };
    }
}
