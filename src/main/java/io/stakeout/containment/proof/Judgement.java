package io.stakeout.containment.proof;

/**
 * What a plan becomes by its proof. Each in a transaction of its own, and idempotent: said again in the same state it
 * does nothing, and nothing either in a state from which there is no way there.
 */
public interface Judgement {

    void verified(long plan, String text);

    void unproven(long plan, String text);

    void contested(long plan, String text);
}
