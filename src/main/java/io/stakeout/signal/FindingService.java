package io.stakeout.signal;

import java.util.Optional;

import io.stakeout.signal.finding.Origin;

/**
 * Asks the service that found something for it again: what rode on our stream can have been made up by whoever may write
 * there, what the service answers can't. Calls take up to 20 s; never made while a lock or a transaction is held.
 * Thread-safe.
 */
public interface FindingService {

    /** Whether it may be asked at all: an account that isn't ours could answer whatever it likes. */
    boolean asks(Origin origin);

    /**
     * The finding as an event that the service would have sent now; empty when it knows no such finding.
     *
     * @throws Unanswered when it didn't tell
     */
    Optional<byte[]> find(Origin origin);

    /** Nobody knows whether there is such a finding. */
    class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean passing;

        /** @param passing whether asking again later may help */
        public Unanswered(String message, boolean passing, Throwable cause) {
            super(message, cause);
            this.passing = passing;
        }

        boolean passing() {
            return passing;
        }
    }
}
