package io.stakeout.web.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.Problem;
import io.stakeout.containment.Consent;
import io.stakeout.containment.Wish;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;

/** The bodies of requests about plans, and their way into the words of containment. */
final class PlanRequests {

    private static final int MOST_TARGETS = 200;

    /** As many as a lineage shows: whoever mints a thousand users must not keep a plan from leaving them out. */
    private static final int MOST_LEFT_OUT = 2_000;

    private PlanRequests() {}

    record TargetBody(String identityId, String reason) {}

    record OptionsBody(Boolean boundary, Boolean controlPolicy, Integer reapply) {
        Draft.Options options() {
            int times = reapply == null ? 0 : reapply;
            if (times < 0 || times > 5) {
                throw Problem.invalid("Option refused", "options.reapply: from 0 to 5 times.");
            }
            return new Draft.Options(boundary == null || boundary, Boolean.TRUE.equals(controlPolicy), times);
        }
    }

    /**
     * @param targets who was merely touched and is to be cut too, each with a reason
     * @param leaveOut who is to stay as it is, each with a reason
     */
    record DraftBody(
            String level, String reason, List<TargetBody> targets, List<TargetBody> leaveOut, OptionsBody options) {

        Wish wish() {
            Level wanted = Optional.ofNullable(level)
                    .flatMap(Level::byId)
                    .orElseThrow(() -> Problem.invalid("Unknown level", "level: is one of L0, L1, L2, L3, L4, L5."));
            Draft.Options force = options == null ? new Draft.Options(true, false, 0) : options.options();
            Map<Long, String> chosen = reasons("targets", "cut", targets, MOST_TARGETS);
            Map<Long, String> left = reasons("leaveOut", "left out", leaveOut, MOST_LEFT_OUT);
            chosen.keySet().stream().filter(left::containsKey).findFirst().ifPresent(id -> {
                throw Problem.invalid(
                        "Target contradicts itself", "leaveOut: identity " + id + " is one of the targets too.");
            });
            return new Wish(wanted, reason, chosen, left, force);
        }

        /** Of who was merely touched, and of who is left out, a reason has to be given; of who is in the plan anyway none. */
        private static Map<Long, String> reasons(String field, String what, List<TargetBody> bodies, int most) {
            Map<Long, String> reasons = new HashMap<>();
            List<TargetBody> all = bodies == null ? List.of() : bodies;
            if (all.size() > most) {
                throw Problem.invalid("Too many targets", field + ": at most " + most + ".");
            }
            for (TargetBody target : all) {
                if (target == null || target.identityId() == null) {
                    throw Problem.invalid("Target missing", field + ": each is {identityId, reason}.");
                }
                if (target.reason() == null
                        || target.reason().isBlank()
                        || target.reason().length() > 1_000) {
                    throw Problem.invalid(
                            "Reason missing",
                            field + ": say why identity " + Ids.of("Identity", target.identityId()) + " is to be "
                                    + what + ", in 1 to 1000 characters.");
                }
                reasons.put(
                        Ids.of("Identity", target.identityId()), target.reason().strip());
            }
            return reasons;
        }
    }

    record ConsentBody(String hash, String principal, String reason, Boolean breakGlass, Boolean acknowledgePipeline) {

        Consent consent() {
            return new Consent(hash, Optional.ofNullable(principal), told());
        }

        private Optional<String> told() {
            return Optional.ofNullable(reason).map(String::strip).filter(text -> !text.isEmpty());
        }

        boolean breaksGlass() {
            return Boolean.TRUE.equals(breakGlass);
        }

        boolean acknowledges() {
            return Boolean.TRUE.equals(acknowledgePipeline);
        }
    }

    record UndoBody(String reason, Boolean overwrite) {}

    record ModeBody(Boolean armed, String reason) {}

    record KillBody(Boolean killed, String reason) {}
}
