package io.stakeout.signal.finding;

/** What is known of who tells a signal. Only what can't be forged by whoever may write to our stream may act by itself. */
public enum Trust {
    /** It carries the signature of a source that we share a secret with. */
    SIGNED,
    /** It was read again from the service that found it. */
    REREAD,
    /** It rode on our stream: whoever may put events there can have written it. */
    STREAM;

    /** Whether something may be executed on its word, if everything else agrees. */
    public boolean mayAct() {
        return this != STREAM;
    }
}
