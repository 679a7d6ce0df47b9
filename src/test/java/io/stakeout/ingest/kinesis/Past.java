package io.stakeout.ingest.kinesis;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.stakeout.Mode;

/** The past of an emulator's stream, for tests of whoever reads it. */
public final class Past {

    private Past() {}

    public static StreamPast of(String stream, URI emulator, Path directory) {
        return of(Configured.of(stream, emulator, emulator), Mode.SERVE, directory);
    }

    static StreamPast of(Configured configured, Mode mode, Path directory) {
        return new StreamPast(mode, configured, directory, Clock.systemUTC(), new SimpleMeterRegistry());
    }
}
