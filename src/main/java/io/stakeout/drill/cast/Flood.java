package io.stakeout.drill.cast;

import java.time.Duration;

import software.amazon.awssdk.services.s3.S3Client;

/** Drowns the room for some minutes: the leaked key calls as fast as it is answered, a hundred times a second or more. */
final class Flood implements Script {

    private static final int CALLS_A_BURST = 100;

    /** All of it is kept in memory, here and on the lanes. */
    private static final int BURSTS = 200;

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
        for (int burst = 0; burst < BURSTS; burst++) {
            for (int i = 0; i < CALLS_A_BURST; i++) {
                String key = Stock.export(i);
                Attempt.of(() ->
                        s3.headObject(request -> request.bucket(Scenery.EXPORTS).key(key)));
            }
            pulse.pause(Duration.ofMillis(500));
        }
    }
}
