package io.stakeout.signal.finding;

import java.util.List;
import java.util.Objects;

/** What one event turned out to say. */
public sealed interface Read {

    /**
     * It was understood, if only as an event that Stakeout has no reading for.
     *
     * @param signals one or more: an event of Security Hub may hold several findings
     */
    record Told(List<Signal> signals) implements Read {
        public Told {
            signals = List.copyOf(signals);
            if (signals.isEmpty()) {
                throw new IllegalArgumentException("an event that was read tells something");
            }
        }
    }

    /**
     * Bytes that are no EventBridge event, or too large or too deep to be read.
     *
     * @param reason for people; never quotes the bytes
     */
    record Unreadable(String reason) implements Read {
        public Unreadable {
            Objects.requireNonNull(reason);
        }
    }
}
