package io.stakeout.drill.cast;

import java.time.Duration;

import software.amazon.awssdk.services.s3.S3Client;

/** Drowns the room: the leaked key calls as fast as it is answered, some fifty to a few hundred times a second. */
final class Flood implements Script {

    private static final int CALLS_A_BURST = 100;

    private final Clients clients;
    private final Keys leaked;

    Flood(Clients clients, Keys leaked) {
        this.clients = clients;
        this.leaked = leaked;
    }

    @Override
    public Persona persona() {
        return Persona.ATTACKER;
    }

    @Override
    public void play(Pulse pulse) {
        S3Client s3 = clients.s3(persona(), leaked);
        pulse.seconds(20);
        while (true) {
            for (int i = 0; i < CALLS_A_BURST; i++) {
                String key = Stock.export(i);
                Attempt.of(() ->
                        s3.headObject(request -> request.bucket(Scenery.EXPORTS).key(key)));
            }
            pulse.pause(Duration.ofMillis(500));
        }
    }
}
