package io.stakeout.signal;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.ingest.FindingIntake;
import io.stakeout.signal.finding.Findings;
import io.stakeout.signal.finding.Read;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;

/** Findings that ride on our stream. Whoever may write there can have made them up, so they open rooms and never act. */
@ApplicationScoped
class StreamSignals implements FindingIntake {

    private static final String AWS = "aws.";
    private static final String OTHERS = "stream";

    private final SignalDesk desk;

    StreamSignals(SignalDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<String> finding(byte[] event, Instant arrivedAt) {
        Read read = Findings.read(event);
        if (read instanceof Read.Unreadable unreadable) {
            return Optional.of(unreadable.reason());
        }
        for (Signal signal : ((Read.Told) read).signals()) {
            desk.receive(new Arrival(Arrival.EVENT, speaker(signal), signal, Trust.STREAM, event, arrivedAt));
        }
        return Optional.empty();
    }

    /** Names that anybody can make up share one allowance. */
    private static String speaker(Signal signal) {
        return signal.source().startsWith(AWS) ? signal.source() : OTHERS;
    }
}
