package io.stakeout.signal.library;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.stakeout.signal.yaml.Mistake;

/**
 * What is read from files. It stays in force as a whole until all of them can be read: with a mistake in one of them,
 * everything is as it was. One thread looks at a time; any may read.
 */
final class Shelf<T> {

    private static final Logger LOG = Logger.getLogger(Shelf.class);

    /** @param mistakes why something newer isn't in force; empty when nothing is wrong */
    record State<T>(T inForce, List<Mistake> mistakes) {}

    private final Supplier<Look> looking;
    private final Function<Look, T> reading;
    private Optional<Look> seen = Optional.of(Look.NOTHING);
    private volatile State<T> state;

    /** Both throw {@link Wrong} when they can't. */
    Shelf(T atFirst, Supplier<Look> looking, Function<Look, T> reading) {
        this.looking = looking;
        this.reading = reading;
        this.state = new State<>(atFirst, List.of());
    }

    State<T> state() {
        return state;
    }

    /** Reads anew when the files look otherwise than the last time, or couldn't be looked at. */
    synchronized void look() {
        Optional<Look> before = seen;
        seen = Optional.empty();
        try {
            Look now = looking.get();
            seen = Optional.of(now);
            if (seen.equals(before)) {
                return;
            }
            state = new State<>(reading.apply(now), List.of());
            LOG.infof("read files=%s", now.files().keySet());
        } catch (Wrong e) {
            if (!e.mistakes().equals(state.mistakes())) {
                LOG.warnf("not taken, what was in force stays mistakes=%s", e.mistakes());
            }
            state = new State<>(state.inForce(), e.mistakes());
        }
    }
}
