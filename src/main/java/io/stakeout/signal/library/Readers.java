package io.stakeout.signal.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.quarkus.arc.DefaultBean;

import io.stakeout.signal.playbook.SignalReader;

/** Where nothing reads what detectors say, nothing can be tried: it says so, and guesses nothing. */
class Readers {

    private static final SignalReader.Read NOTHING =
            new SignalReader.Unreadable("this Stakeout reads no detector's events");

    @Produces
    @DefaultBean
    @ApplicationScoped
    static SignalReader unlessThereIsOne() {
        return new SignalReader() {
            @Override
            public Read event(byte[] json) {
                return NOTHING;
            }

            @Override
            public Read risk(byte[] json) {
                return NOTHING;
            }
        };
    }
}
