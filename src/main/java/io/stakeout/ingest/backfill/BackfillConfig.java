package io.stakeout.ingest.backfill;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.backfill.*}: where to look further back than the lookback for one incident. */
@ConfigMapping(prefix = "stakeout.backfill")
public interface BackfillConfig {

    /** The log group that the trail writes to; without it none is asked. */
    Optional<String> logGroup();

    @WithDefault("${stakeout.aws.region:us-east-1}")
    String logGroupRegion();

    /** Another endpoint than AWS's own for CloudWatch Logs. */
    @WithDefault("${stakeout.aws.endpoint:}")
    Optional<URI> logGroupEndpoint();

    /** The regions whose event history is asked. */
    @WithDefault("${stakeout.aws.region:us-east-1}")
    List<String> lookupRegions();

    /** Another endpoint than AWS's own for CloudTrail. */
    @WithDefault("${stakeout.aws.endpoint:}")
    Optional<URI> lookupEndpoint();

    /** How far back may be looked at most. */
    @WithDefault("90d")
    Duration mostAge();
}
