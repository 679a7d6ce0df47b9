package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the status page shows; every number already as text. */
public record StatusView(
        String version, List<Stat> stats, List<Lane> lanes, List<Head> heads, List<Fact> facts, long quarantined) {

    /** One large number. */
    public record Stat(String value, Optional<String> of, String label) {}

    /** @param state {@code fresh}, {@code behind} or {@code quiet} */
    public record Lane(
            String name,
            String state,
            String events,
            String lagP50,
            String lagP95,
            Optional<Instant> newestArrivedAt) {}

    public record Head(long id, String title, String state, String headSeq, String duplicates) {}

    public record Fact(String name, String value) {}
}
