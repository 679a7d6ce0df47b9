package io.stakeout.drill.world;

import java.time.Instant;

/** The console password of an IAM user: that there is one, not which. */
public record LoginProfile(Instant created, boolean resetRequired) {}
