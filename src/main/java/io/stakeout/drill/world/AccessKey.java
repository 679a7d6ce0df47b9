package io.stakeout.drill.world;

import java.time.Instant;

/** A long-term access key of an IAM user. Its secret is part of the drill only and opens nothing else. */
public record AccessKey(String id, String secret, boolean active, Instant created) {

    public AccessKey withActive(boolean changed) {
        return new AccessKey(id, secret, changed, created);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + (active ? ", Active]" : ", Inactive]");
    }
}
