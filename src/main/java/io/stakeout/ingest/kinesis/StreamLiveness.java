package io.stakeout.ingest.kinesis;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Red when nobody would start the consumer again: then only a new process helps. */
@Liveness
@ApplicationScoped
class StreamLiveness implements HealthCheck {

    private final StreamLane lane;

    StreamLiveness(StreamLane lane) {
        this.lane = lane;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("stream").status(lane.alive()).build();
    }
}
