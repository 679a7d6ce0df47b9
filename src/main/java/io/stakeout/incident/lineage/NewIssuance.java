package io.stakeout.incident.lineage;

import java.time.Instant;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance;

/**
 * That one identity came from another, by one call.
 *
 * @param followed whether the calls of what was handed out count, and {@code notBefore} from when on
 * @param sharedEventId of a call into another account, what its two records have in common
 * @param otherAccount the account that was entered
 * @param record of a call by somebody else, redacted and gzipped; empty when the call is an activity
 */
record NewIssuance(
        long from,
        long to,
        String how,
        Issuance.Certainty certainty,
        Issuance.Reach reach,
        boolean followed,
        Optional<Instant> notBefore,
        String eventId,
        Optional<Instant> eventTime,
        Optional<String> sharedEventId,
        Optional<String> otherAccount,
        Optional<byte[]> record) {}
