package io.stakeout.ingest.pipe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.smallrye.config.ConfigMapping;

/**
 * {@code stakeout.pipeline.*}: what feeds Stakeout, so that it can tell when somebody touches it. Names or ARNs; an ARN
 * counts in its account and region only, a bare name everywhere.
 */
@ConfigMapping(prefix = "stakeout.pipeline")
public interface PipelineConfig {

    /** The trails; unset, every trail may be ours. */
    Optional<List<String>> trails();

    /** The log groups that the trails write to; unset, one with "cloudtrail" in its name may be ours. */
    Optional<List<String>> logGroups();

    /** Names of the subscription filters. */
    Optional<List<String>> subscriptionFilters();

    /** The EventBridge rules, in every account. */
    Optional<List<String>> rules();

    /** The central event bus. */
    Optional<List<String>> buses();

    /** The Kinesis stream; unset, the one that is consumed. */
    Optional<List<String>> streams();

    /** The lease tables of the consumer; unset, those of its application name. */
    Optional<List<String>> tables();

    /** The keys, by id, ARN or alias; give all of these, since a call names only one. */
    Optional<List<String>> keys();

    /** The roles of the subscription, the rules, the trail and of Stakeout itself. */
    Optional<List<String>> roles();

    /** Whether anything at all is named. */
    default boolean any() {
        return Stream.of(
                        trails(),
                        logGroups(),
                        subscriptionFilters(),
                        rules(),
                        buses(),
                        streams(),
                        tables(),
                        keys(),
                        roles())
                .anyMatch(Optional::isPresent);
    }
}
