package io.stakeout.audit;

/**
 * A place outside of the database that keeps anchors. All beans of this type get each anchor, in order and one at a time;
 * what one of them couldn't keep it is offered again before the next.
 */
public interface AnchorChannel {

    /** For the log. */
    String name();

    /**
     * Keeps it, so that it outlives this process; blocking, some seconds at most. Never called inside a transaction.
     *
     * @throws RuntimeException when it isn't kept for sure; the anchor then comes again
     */
    void keep(Anchor anchor);
}
