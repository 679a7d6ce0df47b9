package io.stakeout.drill;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What a drill plays. Used by one thread. */
interface Play extends AutoCloseable {

    /** The access key whose leak opens the room. */
    String leakedKey();

    /** Plays what happened before the room is opened, as it would have arrived; whose share is measured by it. */
    void prepare(BooleanSupplier stopped);

    /**
     * Plays until it ends or is stopped.
     *
     * @param room is told when the attack is over
     */
    void perform(BooleanSupplier stopped, Consumer<String> room);

    @Override
    void close();
}
