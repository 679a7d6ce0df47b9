package io.stakeout.drill.cloud.sts;

import java.util.Optional;

import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.World;

/** Finds the role that an ARN names. */
final class Target {

    private Target() {}

    static Optional<Role> role(World world, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("iam") || !parts[5].startsWith("role/")) {
            return Optional.empty();
        }
        String name = parts[5].substring(parts[5].lastIndexOf('/') + 1);
        return world.account(parts[4]).role(name).filter(role -> role.arn().equals(arn));
    }
}
