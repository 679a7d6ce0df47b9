package io.stakeout.ingest.scan;

import io.stakeout.watch.IdentifierTable;

/**
 * Looks the identity values of a walked record up: all that {@link io.stakeout.watch.Watchlist#match} and {@link
 * io.stakeout.watch.Watchlist#proves} compare, the role id before the colon of a session's principal id and the canonical
 * spelling of an IPv6 address included. Not thread-safe.
 */
final class Recogniser {

    private static final int MOST_ADDRESSES = 4_096;

    private static final Field[] AS_THEY_ARE = {
        Field.ACCESS_KEY_ID,
        Field.ARN,
        Field.PRINCIPAL_ID,
        Field.ISSUER_ARN,
        Field.USER_NAME,
        Field.SOURCE_IDENTITY,
        Field.ON_BEHALF_OF
    };

    /** All values of a caller that are looked up: the fields, the role id, and the name of an instance's session. */
    static final int MOST_OF_A_CALLER = AS_THEY_ARE.length + 2;

    private final boolean remembering;
    private final SeenIdentities identities = new SeenIdentities();
    private final ByteMap<byte[]> canonical = new ByteMap<>(MOST_ADDRESSES);
    private final int[] hashes = new int[MOST_OF_A_CALLER];
    private int found;
    private IdentifierTable table;
    private Sightings sighting;

    /** @param remembering whether {@link #identities} are gathered */
    Recogniser(boolean remembering) {
        this.remembering = remembering;
    }

    /** Begins a payload. */
    void begin(IdentifierTable identifiers) {
        table = identifiers;
        identities.clear();
    }

    SeenIdentities identities() {
        return identities;
    }

    IdentifierTable table() {
        return table;
    }

    /** Marks the current sighting as a suspect's, where its caller may be one, and with the contexts that it uses. */
    void caller(byte[] bytes, Sightings current) {
        sighting = current;
        found = 0;
        for (Field field : AS_THEY_ARE) {
            lookUp(bytes, current.from(field), current.to(field));
        }
        role(bytes, current.from(Field.PRINCIPAL_ID), current.to(Field.PRINCIPAL_ID));
    }

    /** Remembers a caller that need not be looked up again; see {@link SeenIdentities#addOnce}. */
    long again(long before, int[] some, int count) {
        return remembering ? identities.addOnce(before, some, count) : before;
    }

    /** Gives the hashes of the caller that was looked up last; how many there are. */
    int copyHashes(int[] into) {
        System.arraycopy(hashes, 0, into, 0, found);
        return found;
    }

    private void lookUp(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        int hash = IdentifierTable.hash(bytes, from, to);
        hashes[found++] = hash;
        if (remembering) {
            identities.add(hash);
        }
        int index = table.find(hash, bytes, from, to);
        if (index >= 0) {
            sighting.recognised(index, table.suspect(index), table.context(index));
        }
    }

    private void role(byte[] bytes, int from, int to) {
        if (to - from > 4 && bytes[from] == 'A' && bytes[from + 1] == 'R') {
            int colon = indexOfColon(bytes, from, to);
            if (colon > 0) {
                lookUp(bytes, from, colon);
                instance(bytes, colon + 1, to);
            }
        }
    }

    private void instance(byte[] bytes, int from, int to) {
        if (to - from > 2 && bytes[from] == 'i' && bytes[from + 1] == '-') {
            lookUp(bytes, from, to);
        }
    }

    /** The same by what somebody else says of an identity. */
    void testimony(Testimony testimony, byte[] bytes, int from, int end, Sightings current) {
        sighting = current;
        found = 0;
        testimony.values(bytes, from, end, this::lookUp);
    }

    /** The same by its source address. */
    void address(byte[] bytes, Sightings current) {
        sighting = current;
        found = 0;
        address(bytes, current.from(Field.SOURCE_IP), current.to(Field.SOURCE_IP));
    }

    private void address(byte[] bytes, int from, int to) {
        if (indexOfColon(bytes, from, to) < 0) {
            lookUp(bytes, from, to);
            return;
        }
        byte[] spelled = canonical.get(bytes, from, to);
        if (spelled == null) {
            spelled = IdentifierTable.canonicalAddress(bytes, from, to);
            canonical.put(bytes, from, to, spelled);
        }
        lookUp(spelled, 0, spelled.length);
    }

    private static int indexOfColon(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p++) {
            if (bytes[p] == ':') {
                return p;
            }
        }
        return -1;
    }
}
