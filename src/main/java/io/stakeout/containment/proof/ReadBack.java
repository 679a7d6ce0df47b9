package io.stakeout.containment.proof;

import java.util.List;

/** Reads in AWS whether what a plan left is still there. */
public interface ReadBack {

    /**
     * Reads the slot of each step that was carried out. Blocking; never called inside a transaction.
     *
     * @throws RuntimeException when AWS could not be asked: that proves nothing either way, and it is asked again
     */
    List<ReadBackLine> read(long plan);
}
