package io.stakeout.drill.cast;

import java.util.function.Supplier;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An instance that writes reports with the credentials of its metadata; it asks for new ones when they stop working. */
final class ReportHost implements Script {

    private final Clients clients;
    private final Supplier<Keys> metadata;
    private final double everySeconds;

    ReportHost(Clients clients, Supplier<Keys> metadata, double everySeconds) {
        this.clients = clients;
        this.metadata = metadata;
        this.everySeconds = everySeconds;
    }

    @Override
    public Persona persona() {
        return Persona.REPORTS;
    }

    @Override
    public void play(Pulse pulse) {
        while (true) {
            S3Client s3 = clients.s3(persona(), metadata.get());
            while (report(s3, pulse)) {
                pulse.seconds(everySeconds);
            }
            pulse.seconds(everySeconds);
        }
    }

    private static boolean report(S3Client s3, Pulse pulse) {
        boolean read = Attempt.works(() ->
                s3.getObjectAsBytes(request -> request.bucket(Scenery.REPORTS).key("daily/template.json")));
        pulse.seconds(1);
        boolean written = Attempt.works(() -> s3.putObject(
                request -> request.bucket(Scenery.REPORTS).key("daily/report.json"), RequestBody.fromString("{}")));
        return read && written;
    }
}
