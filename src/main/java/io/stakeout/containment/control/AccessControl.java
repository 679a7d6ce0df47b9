package io.stakeout.containment.control;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/**
 * Changes access in AWS: the one port through which Stakeout writes there. Only {@code containment.Execution} may use
 * it. Blocking; implementations are thread-safe, a {@link Hold} belongs to one thread. Everything throws
 * {@link AccessControlException}.
 */
public interface AccessControl {

    /**
     * Makes ready to read and write these slots and no others, for one plan.
     *
     * @param account twelve digits
     * @param session by which our own calls are known in CloudTrail, at most 64 of {@code [\w+=,.@-]}
     */
    Hold open(String account, String session, List<Slot> slots);

    /** Who we are ourselves: the ARN of sts:GetCallerIdentity, with our own credentials. Kept for a minute at most. */
    String self();

    /** The roles of ours in an account: those that would be assumed there, for whatever. So that nobody cuts them. */
    Set<PrincipalRef> rolesIn(String account);

    /** Access to some slots of an account for a short time. */
    interface Hold extends AutoCloseable {

        /** The value that AWS tells now; it is what was written last, before it has spread. */
        Optional<String> read(Slot slot);

        /** The tags of a principal, in lower case keys as they are; throws {@code Gone} when there is no such principal. */
        Standing standing(PrincipalRef principal);

        /**
         * Writes a value, or removes it.
         *
         * @return the ids that AWS gave these requests: CloudTrail tells them too
         */
        List<String> write(Slot slot, Optional<String> value);

        /**
         * The access keys of the sessions that were made for this alone: CloudTrail tells of each of its calls under one of
         * them, also of a call whose answer nobody has heard. Empty where our own credentials are used.
         */
        List<String> sessions();

        @Override
        void close();
    }
}
