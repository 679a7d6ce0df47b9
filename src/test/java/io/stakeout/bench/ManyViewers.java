package io.stakeout.bench;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** One operator may look at a room a thousand times over. */
public class ManyViewers implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("stakeout.live.max-connections-per-operator", "2000");
    }
}
