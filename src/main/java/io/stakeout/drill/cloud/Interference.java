package io.stakeout.drill.cloud;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * What a test or rehearsal may do to calls on their way: park them before or after they take effect, fail them, throttle
 * them. Thread-safe.
 */
public final class Interference {

    /** Longer than this nobody is kept waiting, whatever a test forgets. */
    private static final long LONGEST_SECONDS = 120;

    /** The moment at which a call is parked. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    private final List<Parked> parked = new CopyOnWriteArrayList<>();
    private final List<Failing> failing = new CopyOnWriteArrayList<>();

    private record Failing(Predicate<Call> which, ApiError error, AtomicInteger left) {}

    /** A place where calls wait. */
    public final class Parked {

        private final Predicate<Call> which;
        private final Moment moment;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Parked(Predicate<Call> which, Moment moment) {
            this.which = which;
            this.moment = moment;
        }

        /** Waits until a call is parked here; whether one is. */
        public boolean awaitArrival(long seconds) throws InterruptedException {
            return arrived.await(seconds, TimeUnit.SECONDS);
        }

        /** Lets all go on, and parks no more. */
        public void release() {
            parked.remove(this);
            released.countDown();
        }

        private void hold() {
            arrived.countDown();
            try {
                if (!released.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Parks the calls that meet a condition, until released. */
    public Parked park(Moment moment, Predicate<Call> which) {
        Parked place = new Parked(which, moment);
        parked.add(place);
        return place;
    }

    /** Fails the next calls that meet a condition; they have no effect. */
    public void fail(int times, ApiError error, Predicate<Call> which) {
        failing.add(new Failing(which, error, new AtomicInteger(times)));
    }

    /** Throttles the next calls that meet a condition. */
    public void throttle(int times, Predicate<Call> which) {
        fail(times, ApiError.throttled(), which);
    }

    void before(Call call) throws ApiError {
        hold(Moment.BEFORE, call);
        for (Failing one : failing) {
            if (one.which().test(call) && one.left().getAndDecrement() > 0) {
                throw one.error();
            }
        }
        failing.removeIf(one -> one.left().get() <= 0);
    }

    void after(Call call) {
        hold(Moment.AFTER, call);
    }

    private void hold(Moment moment, Call call) {
        parked.stream()
                .filter(place -> place.moment == moment && place.which.test(call))
                .forEach(Parked::hold);
    }
}
