package io.stakeout.incident;

import java.time.Instant;
import java.util.Objects;

import io.stakeout.Problem;

/**
 * Where an incident stands. Only the transitions below exist:
 *
 * <pre>
 *   open -> Watching --close--> Closed
 *              ^------reopen------'
 * </pre>
 */
public sealed interface IncidentState {

    String id();

    default Closed close(Verdict verdict, String reason, Instant at) {
        throw Problem.conflict("Incident is closed already", "Reopen it first if its verdict must change.");
    }

    default Watching reopen() {
        throw Problem.conflict("Incident is open", "It is being watched; there is nothing to reopen.");
    }

    /** The suspects are watched and their calls recorded. */
    record Watching() implements IncidentState {
        @Override
        public String id() {
            return "watching";
        }

        @Override
        public Closed close(Verdict verdict, String reason, Instant at) {
            return new Closed(verdict, reason, at);
        }
    }

    /** Judged; nothing is recorded any more, everything stays readable. */
    record Closed(Verdict verdict, String reason, Instant at) implements IncidentState {
        public Closed {
            Objects.requireNonNull(verdict);
            Objects.requireNonNull(at);
        }

        @Override
        public String id() {
            return "closed";
        }

        @Override
        public Watching reopen() {
            return new Watching();
        }
    }
}
