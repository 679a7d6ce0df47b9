package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the status page shows; every number already as text. A level is {@code ok}, {@code warn}, {@code alarm} or
 * {@code muted}; nothing is told by it alone.
 *
 * @param troubles beside the heading: what is wrong, the worst first
 * @param moreLanes lanes beyond those that a page can show
 * @param guardrails the numbers in force, by what they bound
 * @param protectedOnes who is never cut, and why
 * @param quarantined records that could not be read
 */
public record StatusView(
        String version,
        List<Trouble> troubles,
        List<Stat> stats,
        Consumer consumer,
        List<Lane> lanes,
        long moreLanes,
        List<Shard> shards,
        List<Alarm> alarms,
        List<Head> heads,
        List<Fact> facts,
        List<Fact> guardrails,
        List<Fact> protectedOnes,
        long quarantined) {

    public record Trouble(String level, String text) {}

    /** One large number. */
    public record Stat(String value, Optional<String> of, String label) {}

    /** @param says what the word means, and why it is so */
    public record Consumer(String level, String word, Optional<Instant> since, String says) {}

    /** @param state {@code fresh}, {@code quiet} or {@code silent since 10:02 (12m 40s)} */
    public record Lane(
            String name,
            String account,
            String region,
            String level,
            String state,
            String events,
            Optional<Instant> newestEventTime,
            String lagP50,
            String lagP95,
            Optional<Instant> newestArrivedAt) {}

    public record Shard(String id, String level, String behind) {}

    public record Alarm(Instant at, String text, String outcome) {}

    public record Head(long id, String title, String state, String headSeq, String duplicates) {}

    public record Fact(String name, String value) {}
}
