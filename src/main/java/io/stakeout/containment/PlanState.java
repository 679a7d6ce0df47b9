package io.stakeout.containment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.stakeout.Problem;

/**
 * Where a plan stands, and what may come next:
 *
 * <pre>
 *   Drafted --request--> AwaitingApproval --approve--> Approved --execute--> Executing
 *      ^ |  (guardrail)        |  |  (15 min)              |                  |  |  |
 *      | '--> Refused   Rejected  Expired               Expired        Halted-'  |  '--> Rehearsed
 *      '-- changed meanwhile --'                          (kill switch, disarmed) |
 *                                                                 Failed <--------+
 *   Executed --> Verified | Unproven | Contested --(put back)--> Executing        |
 *      ^------------------------------------------------------------------------'
 *   any of these, Halted and Failed --undo--> Undoing --> Undone
 * </pre>
 *
 * <p>By a playbook that goes without a person, or by a broken glass, a draft becomes approved at once.
 */
public enum PlanState {
    DRAFTED,
    REFUSED,
    AWAITING_APPROVAL,
    APPROVED,
    REJECTED,
    EXPIRED,
    EXECUTING,
    HALTED,
    REHEARSED,
    EXECUTED,
    FAILED,
    VERIFIED,
    UNPROVEN,
    CONTESTED,
    UNDOING,
    UNDONE;

    private static final Map<PlanState, Set<PlanState>> NEXT = Map.ofEntries(
            Map.entry(DRAFTED, Set.of(DRAFTED, REFUSED, AWAITING_APPROVAL, APPROVED, EXPIRED)),
            Map.entry(REFUSED, Set.of()),
            Map.entry(AWAITING_APPROVAL, Set.of(DRAFTED, REFUSED, APPROVED, REJECTED, EXPIRED)),
            Map.entry(APPROVED, Set.of(DRAFTED, REFUSED, EXECUTING, EXPIRED)),
            Map.entry(REJECTED, Set.of()),
            Map.entry(EXPIRED, Set.of()),
            Map.entry(EXECUTING, Set.of(REFUSED, HALTED, REHEARSED, EXECUTED, FAILED)),
            Map.entry(HALTED, Set.of(EXECUTING, UNDOING)),
            Map.entry(REHEARSED, Set.of()),
            Map.entry(EXECUTED, Set.of(VERIFIED, UNPROVEN, CONTESTED, UNDOING)),
            Map.entry(FAILED, Set.of(EXECUTING, UNDOING)),
            Map.entry(VERIFIED, Set.of(UNPROVEN, CONTESTED, UNDOING)),
            Map.entry(UNPROVEN, Set.of(VERIFIED, CONTESTED, UNDOING)),
            Map.entry(CONTESTED, Set.of(EXECUTING, UNDOING)),
            Map.entry(UNDOING, Set.of(UNDONE, HALTED, FAILED, EXECUTED, VERIFIED, UNPROVEN, CONTESTED)),
            Map.entry(UNDONE, Set.of()));

    /** In the API and the database, for example {@code awaiting-approval}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static PlanState byId(String id) {
        return Arrays.stream(values())
                .filter(state -> state.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a plan is called " + id));
    }

    /** Whether something of it may be in force in AWS. */
    public boolean inForce() {
        return switch (this) {
            case EXECUTING, HALTED, EXECUTED, FAILED, VERIFIED, UNPROVEN, CONTESTED, UNDOING -> true;
            default -> false;
        };
    }

    boolean leadsTo(PlanState next) {
        return NEXT.get(this).contains(next);
    }

    /** @throws Problem CONFLICT when that isn't what may come next */
    void require(PlanState next) {
        if (!leadsTo(next)) {
            throw Problem.conflict(
                    "The plan has moved on",
                    "It is " + words() + ", so it can't become " + next.words()
                            + ". Nothing was changed; look at it again.");
        }
    }

    /** For people. */
    public String words() {
        return id().replace('-', ' ');
    }
}
