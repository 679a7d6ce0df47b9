package io.stakeout.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Ends the process in order: the application, then its database, then the lock. Works whether the application ended by
 * itself (Quarkus then calls {@link #ended} on the main thread) or a signal came (the virtual machine then runs our hook
 * beside Quarkus's own, and ours waits for it). Thread-safe.
 */
final class Shutdown {

    /** More than the application's own limit; service managers usually kill after 90 s. */
    private static final Duration APPLICATION_LIMIT = Duration.ofSeconds(30);

    private final Path failureLog;
    private final Function<Throwable, String> explain;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CountDownLatch applicationEnded = new CountDownLatch(1);
    private volatile boolean applicationStarted;

    /** @param explain turns what stopped the application into a sentence for people */
    Shutdown(Path failureLog, Function<Throwable, String> explain) {
        this.failureLog = failureLog;
        this.explain = explain;
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "stakeout-shutdown"));
    }

    /** Closes it at the end; what is added later is closed earlier. */
    synchronized void closeAtEnd(AutoCloseable resource) {
        open.push(resource);
    }

    void applicationStarts() {
        applicationStarted = true;
    }

    /** The application has stopped, or could not start; ends the process. */
    void ended(Integer code, Throwable failure) {
        applicationEnded.countDown();
        if (failure != null) {
            System.err.println("stakeout: " + explain.apply(failure) + Failure.keep(failure, failureLog));
        }
        closeAll();
        System.exit(failure != null && code == 0 ? 1 : code);
    }

    private void onSignal() {
        if (applicationStarted) {
            try {
                applicationEnded.await(APPLICATION_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closeAll();
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("stakeout: while stopping: " + Failure.reason(e));
            }
        }
    }
}
