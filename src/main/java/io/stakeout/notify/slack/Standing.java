package io.stakeout.notify.slack;

import java.time.Duration;

import io.stakeout.containment.PlanView;
import io.stakeout.containment.proof.ProofView;
import io.stakeout.incident.Verdict;

/** Where an incident stands, in words. Pure. */
final class Standing {

    private Standing() {}

    static String of(RoomFacts facts) {
        if (facts.incident().closed()) {
            return "closed as " + facts.incident().verdict().map(Verdict::id).orElse("judged");
        }
        return facts.current().map(Standing::of).orElse("watching");
    }

    private static String of(PlanView plan) {
        String what = plan.undoOf().isPresent() ? "undo: " : "";
        return what
                + switch (plan.state()) {
                    case AWAITING_APPROVAL ->
                        "awaiting approval"
                                + plan.expiresAt()
                                        .map(at -> " until " + Clockwork.second(at) + " UTC")
                                        .orElse("");
                    case EXECUTED -> plan.proof().map(Standing::verifying).orElse("executed, verifying");
                    case VERIFIED -> "cut, verified";
                    case UNPROVEN -> "cut, NOT PROVEN";
                    case CONTESTED -> "cut, CONTESTED: still active";
                    default -> plan.state().id().replace('-', ' ');
                };
    }

    private static String verifying(ProofView proof) {
        return "verifying, " + Duration.ofSeconds(proof.quietForSeconds()).toMinutes() + " of "
                + Duration.ofSeconds(proof.windowSeconds()).toMinutes() + " min quiet";
    }
}
