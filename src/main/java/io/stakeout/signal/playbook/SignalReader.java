package io.stakeout.signal.playbook;

import java.util.List;

import io.stakeout.signal.finding.Signal;

/** Reads what somebody pastes to try the playbooks, as it would be read if it came for real. Thread-safe. */
public interface SignalReader {

    /** An event as it comes on the stream. */
    Read event(byte[] json);

    /** The body of a risk score, as it is posted. */
    Read risk(byte[] json);

    /** What became of it. */
    sealed interface Read permits Told, Unreadable {}

    /** @param signals never empty */
    record Told(List<Signal> signals) implements Read {
        public Told {
            signals = List.copyOf(signals);
        }
    }

    /** @param reason for people */
    record Unreadable(String reason) implements Read {}
}
