package io.stakeout.ingest.scan;

/** Who is told of every event that passes, whoever made it: meters and counts. On the scanning thread; must not allocate. */
@FunctionalInterface
public interface Witness {

    /** @param event valid during this call only */
    void saw(Sighting event);

    /** All events of one record of the stream have been told. */
    default void ended() {}
}
