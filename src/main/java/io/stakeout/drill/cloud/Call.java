package io.stakeout.drill.cloud;

import java.time.Instant;

import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.World;

/**
 * One call that is being answered.
 *
 * @param effective what authorisation sees: the world as it was a propagation delay ago
 * @param body the bytes that were sent, of calls that take any
 */
public record Call(
        Cloud cloud,
        Operation operation,
        Caller caller,
        Parameters parameters,
        Origin origin,
        Instant time,
        World effective,
        byte[] body) {

    /**
     * Where a call comes from.
     *
     * @param region that it was signed for
     * @param actor who of the cast makes it; empty when somebody else does. Known behind the curtain only
     */
    public record Origin(String region, String sourceIp, String userAgent, String actor) {}

    /** The account as reads show it. */
    public Account account() {
        return cloud.world().account(caller.account());
    }

    /** The account as authorisation sees it. */
    public Account effectiveAccount() {
        return effective.account(caller.account());
    }
}
