package io.stakeout.ingest.pipe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Alarm;
import io.stakeout.incident.Alarms;
import io.stakeout.incident.RecordingFailed;

/**
 * Watches our own pipeline when there is one: when a stream is consumed, or when any part of it is named. Thread-safe.
 */
@Startup // a wrong ARN is told at the start, not by the first record
@ApplicationScoped
public class PipeWatch {

    /** What the Kinesis client library adds to its application name for its second and third table. */
    private static final List<String> TABLES = List.of("", "-CoordinatorState", "-WorkerMetricStats");

    private final OwnPipe pipe;
    private final boolean watched;
    private final Alarms alarms;

    PipeWatch(
            PipelineConfig config,
            @ConfigProperty(name = "stakeout.kinesis.stream") Optional<String> stream,
            @ConfigProperty(name = "stakeout.kinesis.application-name", defaultValue = "stakeout") String application,
            Alarms alarms) {
        this.watched = stream.isPresent() || config.any();
        this.pipe = watched ? OwnPipe.of(parts(config, stream, application)) : OwnPipe.none();
        this.alarms = alarms;
    }

    private static Map<Part, List<String>> parts(PipelineConfig config, Optional<String> stream, String application) {
        Map<Part, List<String>> parts = new EnumMap<>(Part.class);
        config.trails().ifPresent(names -> parts.put(Part.TRAIL, names));
        config.logGroups().ifPresent(names -> parts.put(Part.LOG_GROUP, names));
        config.subscriptionFilters().ifPresent(names -> parts.put(Part.FILTER, names));
        config.rules().ifPresent(names -> parts.put(Part.RULE, names));
        config.buses().ifPresent(names -> parts.put(Part.BUS, names));
        config.streams().or(() -> stream.map(List::of)).ifPresent(names -> parts.put(Part.STREAM, names));
        config.tables()
                .or(() -> stream.map(consumed -> tables(application)))
                .ifPresent(names -> parts.put(Part.TABLE, names));
        config.keys().ifPresent(names -> parts.put(Part.KEY, names));
        config.roles().ifPresent(names -> parts.put(Part.ROLE, names));
        return parts;
    }

    private static List<String> tables(String application) {
        List<String> tables = new ArrayList<>();
        TABLES.forEach(ending -> tables.add(application + ending));
        return tables;
    }

    /** Whether there is a pipeline that is watched. */
    public boolean watched() {
        return watched;
    }

    /** The alarm that a call is worth, if any. Touches no database. */
    public Optional<Alarm> judge(CloudTrailRecord record) {
        return pipe.judge(record);
    }

    /**
     * Tells every open incident, once per event.
     *
     * @throws RecordingFailed when the database refused; raising it again is harmless
     */
    public void raise(Alarm alarm) {
        alarms.raise(alarm);
    }
}
