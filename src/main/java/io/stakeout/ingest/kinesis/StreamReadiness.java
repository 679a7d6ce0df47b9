package io.stakeout.ingest.kinesis;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.stakeout.ingest.StreamState;
import io.stakeout.ingest.StreamState.Phase;

/**
 * Red while nothing can arrive through this node: the consumer starts, or has failed, or has stopped. While it waits for
 * the database it is green, the database's own check says that; while the lookback is refilled it is green, records are
 * read meanwhile.
 */
@Readiness
@ApplicationScoped
class StreamReadiness implements HealthCheck {

    private final StreamState state;

    StreamReadiness(StreamState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        StreamState.View view = state.view();
        Phase phase = view.phase();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("stream")
                .status(phase == Phase.OFF || phase == Phase.RUNNING || phase == Phase.WAITING)
                .withData("phase", phase.name());
        view.why().ifPresent(why -> response.withData("why", why));
        if (view.refilling() > 0) {
            response.withData("refilling", view.refilling() + " shards");
        }
        return response.build();
    }
}
