package io.stakeout.ingest.scan;

/** What a witness keeps about a caller that it meets again and again; see {@link Sighting#keep}. */
public interface Acquaintance {}
