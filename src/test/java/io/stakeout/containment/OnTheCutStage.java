package io.stakeout.containment;

import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

import io.stakeout.aws.CutCloud;

/**
 * The application as tests of plans want it; the same for all of them, so that it is started once. What they bring along
 * is there in no other one.
 */
public final class OnTheCutStage implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(CutCloud.class, CutStage.class, Nodes.class, StagedFindings.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "stakeout.containment.propagation", "1s",
                "stakeout.containment.quiet-window", "2s",
                "stakeout.containment.cap-absolute", "6",
                "stakeout.containment.protect", "nina.hoffmann",
                "stakeout.containment.break-glass", "ir-responder",
                "stakeout.containment.protect-tags", "keep",
                "stakeout.pipeline.roles", "trail-guardian");
    }
}
