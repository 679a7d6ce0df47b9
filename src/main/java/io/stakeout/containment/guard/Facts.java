package io.stakeout.containment.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * What guardrails decide on, gathered before: they are pure. What isn't in a map isn't known.
 *
 * @param at when they were gathered
 * @param self the ARN of our own caller identity; empty when AWS didn't tell
 * @param ourRoles the roles that we assume in the accounts concerned
 * @param pipelineRoles names or ARNs of the roles that deliver to us
 * @param standings what the principals are in AWS now; only what was asked for
 * @param gone principals that AWS doesn't know
 * @param census by account
 * @param reserved principals by account that other plans have cut or reserved within the last hour
 * @param inForce principals by account under containment by other plans, without those that this plan cuts too
 * @param uses how roles, users and keys are used, by principal
 * @param busy whom another plan is working on, and which
 * @param cooling who was touched by a plan that failed or was undone, and until when
 * @param killed why nothing may be executed
 */
public record Facts(
        Instant at,
        Optional<String> self,
        Set<PrincipalRef> ourRoles,
        Set<String> pipelineRoles,
        List<OperatorPrincipals> operators,
        Protection protection,
        Limits limits,
        Map<PrincipalRef, Standing> standings,
        Set<PrincipalRef> gone,
        Map<String, Census> census,
        Map<String, Integer> reserved,
        Map<String, Integer> inForce,
        Map<PrincipalRef, Use> uses,
        ByTarget<Long> busy,
        ByTarget<Instant> cooling,
        Optional<Killed> killed) {

    /** An enabled operator and the ARNs of the person's own AWS principals; none when nobody told. */
    public record OperatorPrincipals(String operator, List<String> arns) {
        public OperatorPrincipals {
            arns = List.copyOf(arns);
        }
    }

    /**
     * @param patterns ARNs with {@code *}, or names
     * @param breakGlass the same, for the principals that are kept for emergencies
     * @param tags {@code key=value} or {@code key}
     */
    public record Protection(List<String> patterns, List<String> breakGlass, List<String> tags) {
        public Protection {
            patterns = List.copyOf(patterns);
            breakGlass = List.copyOf(breakGlass);
            tags = List.copyOf(tags);
        }
    }

    /**
     * @param absolute principals that one plan may cut
     * @param perHour that all plans together may cut in one account within an hour
     * @param percent of the users and roles that were active in the account
     */
    public record Limits(int absolute, int perHour, double percent) {}

    /**
     * Users and roles that were active in an account in the 24 hours before the incident was opened.
     *
     * @param hours of those 24 in which anybody was
     */
    public record Census(int hours, int principals) {}

    /**
     * How a principal was used by whomever in the last 24 hours, as far as the stream told since {@code since}.
     *
     * @param others sessions (or, of a user, agents and addresses) that are none of the suspects'
     * @param pipeline signs that a pipeline uses it, for people
     */
    public record Use(
            Optional<Instant> since,
            List<String> others,
            List<String> addresses,
            List<String> agents,
            long calls,
            List<String> pipeline) {
        public Use {
            Objects.requireNonNull(since);
            others = List.copyOf(others);
            addresses = List.copyOf(addresses);
            agents = List.copyOf(agents);
            pipeline = List.copyOf(pipeline);
        }
    }

    /** That an admin stopped everything. */
    public record Killed(String by, String reason, Instant at) {}

    public Facts {
        Objects.requireNonNull(at);
        Objects.requireNonNull(self);
        ourRoles = Set.copyOf(ourRoles);
        pipelineRoles = Set.copyOf(pipelineRoles);
        operators = List.copyOf(operators);
        standings = Map.copyOf(standings);
        gone = Set.copyOf(gone);
        census = Map.copyOf(census);
        reserved = Map.copyOf(reserved);
        inForce = Map.copyOf(inForce);
        uses = Map.copyOf(uses);
        Objects.requireNonNull(busy);
        Objects.requireNonNull(cooling);
    }
}
