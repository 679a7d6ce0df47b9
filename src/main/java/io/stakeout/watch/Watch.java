package io.stakeout.watch;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One value by which calls are known to be an identity's, watched for one incident.
 *
 * @param identity the node of the incident's {@link Lineage} whose calls these are; 0 when there is none
 * @param keyless whether only calls without an access key are meant: a call with a key is the key's, and somebody else's
 *     may use the same session name
 * @param notBefore calls before that moment are somebody else's; empty when all of them count
 */
public record Watch(long incident, long identity, Suspect suspect, boolean keyless, Optional<Instant> notBefore) {

    public Watch {
        Objects.requireNonNull(suspect);
        Objects.requireNonNull(notBefore);
    }

    /** Of all calls of a named suspect. */
    public Watch(long incident, long identity, Suspect suspect) {
        this(incident, identity, suspect, false, Optional.empty());
    }

    public Watch(long incident, Suspect suspect) {
        this(incident, 0, suspect);
    }

    /** What stands in a record, as a whole value at one place, when its call may be meant. */
    String scanned() {
        String value = suspect.value();
        return suspect.type() == SuspectType.CONSOLE_SESSION ? value.substring(0, value.indexOf(' ')) : value;
    }
}
