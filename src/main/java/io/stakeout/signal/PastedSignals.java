package io.stakeout.signal;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.signal.finding.Findings;
import io.stakeout.signal.finding.RiskBody;
import io.stakeout.signal.playbook.SignalReader;

/** Reads what is pasted to try the playbooks by the very readers of the stream and of the webhook. */
@ApplicationScoped
class PastedSignals implements SignalReader {

    private final Clock clock;

    PastedSignals(Clock clock) {
        this.clock = clock;
    }

    /** Names of two sealed families meet here, so one of them is written in full. */
    @Override
    public Read event(byte[] json) {
        io.stakeout.signal.finding.Read read = Findings.read(json);
        return read instanceof io.stakeout.signal.finding.Read.Told told
                ? new Told(told.signals())
                : unreadable(((io.stakeout.signal.finding.Read.Unreadable) read).reason());
    }

    @Override
    public Read risk(byte[] json) {
        RiskBody.Outcome read = RiskBody.read(json, clock.instant());
        return read instanceof RiskBody.Accepted accepted
                ? new Told(List.of(accepted.signal()))
                : unreadable(String.join("; ", ((RiskBody.Refused) read).errors()));
    }

    /** Whoever shows it ends the sentence. */
    private static Read unreadable(String reason) {
        return new Unreadable(reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason);
    }
}
