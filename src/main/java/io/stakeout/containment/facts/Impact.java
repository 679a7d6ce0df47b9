package io.stakeout.containment.facts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What cutting principals would break, from the stream alone.
 *
 * @param since from when on the use of all of them is counted; empty when of some it isn't known
 */
public record Impact(Optional<Instant> since, List<Used> principals) {

    /**
     * How one of them was used in the last 24 hours.
     *
     * @param principal its ARN, without a path
     * @param known whether anything was counted; if not, nobody may use it, or many
     * @param others sessions of a role, or addresses and agents of a user, that are none of the suspects'
     * @param pipeline signs that a pipeline uses it
     * @param text all of it in a sentence, and what isn't known
     */
    public record Used(
            String principal,
            boolean known,
            long calls,
            List<String> others,
            List<String> addresses,
            List<String> agents,
            List<String> pipeline,
            String text) {
        public Used {
            Objects.requireNonNull(principal);
            Objects.requireNonNull(text);
            others = List.copyOf(others);
            addresses = List.copyOf(addresses);
            agents = List.copyOf(agents);
            pipeline = List.copyOf(pipeline);
        }
    }

    public Impact {
        Objects.requireNonNull(since);
        principals = List.copyOf(principals);
    }
}
