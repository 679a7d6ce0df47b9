package io.stakeout.ingest;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.ingest.*}: bounds of what is taken in. */
@ConfigMapping(prefix = "stakeout.ingest")
public interface IngestConfig {

    /** The largest file of an import, as uploaded, in bytes. */
    @WithDefault("268435456")
    long maxUpload();

    /** The most that a file may inflate to, in bytes. */
    @WithDefault("1073741824")
    long maxInflated();

    /** Imports that one operator may start in a minute. */
    @WithDefault("20")
    int importsPerMinute();

    /** Imports that wait or run at once. */
    @WithDefault("8")
    int importQueue();

    /** How long quarantined bytes are kept. */
    @WithDefault("14d")
    Duration quarantineAge();

    /** The most that quarantine holds, in bytes; the oldest goes first. */
    @WithDefault("268435456")
    long quarantineBytes();

    /** The most that the lookback holds in memory, in bytes of compressed records. */
    @WithDefault("134217728")
    long lookbackBytes();

    /** How far the lookback reaches, and how much of the stream is read again into it after a start. */
    @WithDefault("30m")
    Duration lookbackAge();

    /** A lane that has brought nothing for this long is called silent. */
    @WithDefault("10m")
    Duration silentAfter();
}
