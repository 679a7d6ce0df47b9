package io.stakeout.web.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.Problem;
import io.stakeout.containment.Consent;
import io.stakeout.containment.PlanDesk;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;

/** The bodies of requests about plans, and their way into the words of containment. */
final class PlanRequests {

    private static final int MOST_TARGETS = 200;

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

    record DraftBody(String level, String reason, List<TargetBody> targets, OptionsBody options) {

        PlanDesk.Wish wish() {
            Level wanted = Optional.ofNullable(level)
                    .flatMap(Level::byId)
                    .orElseThrow(() -> Problem.invalid("Unknown level", "level: is one of L0, L1, L2, L3, L4, L5."));
            Draft.Options chosen = options == null ? new Draft.Options(true, false, 0) : options.options();
            return new PlanDesk.Wish(wanted, reason, chosen(), chosen);
        }

        /** Of who was merely touched a reason has to be given; of who is in the plan anyway none. */
        private Map<Long, String> chosen() {
            Map<Long, String> chosen = new HashMap<>();
            List<TargetBody> all = targets == null ? List.of() : targets;
            if (all.size() > MOST_TARGETS) {
                throw Problem.invalid("Too many targets", "targets: at most " + MOST_TARGETS + ".");
            }
            for (TargetBody target : all) {
                if (target == null || target.identityId() == null) {
                    throw Problem.invalid("Target missing", "targets: each is {identityId, reason}.");
                }
                if (target.reason() == null
                        || target.reason().isBlank()
                        || target.reason().length() > 1_000) {
                    throw Problem.invalid(
                            "Reason missing",
                            "targets: say why " + "identity " + "is to be cut, in 1 to 1000 characters.");
                }
                chosen.put(
                        Ids.of("Identity", target.identityId()), target.reason().strip());
            }
            return chosen;
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
