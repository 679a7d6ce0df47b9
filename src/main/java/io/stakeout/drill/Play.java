package io.stakeout.drill;

import java.util.function.BooleanSupplier;

/** What a drill plays. Used by one thread. */
interface Play extends AutoCloseable {

    /** The access key whose leak opens the room. */
    String leakedKey();

    /** Plays until it ends or is stopped; answers what to tell the room then. */
    String perform(BooleanSupplier stopped);

    @Override
    void close();
}
