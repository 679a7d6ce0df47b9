package io.stakeout.signal;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.incident.Severity;

@ApplicationScoped
class ThresholdJudge implements Judge {
    @Override
    public Judged judge(Arrival arrival, List<Before> before) {
        boolean high = arrival.signal().score() >= 50;
        return new Judged(
                high ? Judged.Verdict.OPEN : Judged.Verdict.RECORD,
                Severity.HIGH,
                Optional.empty(),
                false,
                Optional.of("default"),
                high ? "score of 50 or more" : "score below 50");
    }
}
