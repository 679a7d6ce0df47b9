package io.stakeout.signal.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.quarkus.arc.DefaultBean;

import io.stakeout.signal.playbook.SignalReader;

/** Where nothing reads what detectors say, nothing can be tried: it says so, and guesses nothing. */
class NoSignalReader implements SignalReader {

    private static final Read NOTHING = new Unreadable("this Stakeout reads no detector's events");

    private NoSignalReader() {}

    @Produces
    @DefaultBean
    @ApplicationScoped
    static SignalReader unlessThereIsOne() {
        return new NoSignalReader();
    }

    @Override
    public Read event(byte[] json) {
        return NOTHING;
    }

    @Override
    public Read risk(byte[] json) {
        return NOTHING;
    }
}
