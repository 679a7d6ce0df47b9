package io.stakeout.ingest.scan;

/**
 * Finds the account that a message is about in its tail. It comes last but for a few members of which there are few
 * kinds, so it lies as far from the end as in some message before; what lies there is compared in full. Only for
 * counting: the full parser finds its own. Not thread-safe.
 */
final class Recipients {

    private static final Literal NAME = Literal.of(",\\\"recipientAccountId\\\"");
    private static final Literal BEGIN = Literal.of(":\\\"");
    private static final int ACCOUNT_DIGITS = 12;
    private static final int KNOWN = 8;

    /** How far from the end, those that were right last first. */
    private final int[] distances = new int[KNOWN];

    /**
     * Notes the account.
     *
     * @param from where the tail begins
     * @param end where the message ends
     */
    void note(byte[] bytes, int from, int end, Sightings into) {
        for (int i = 0; i < KNOWN; i++) {
            int at = end - distances[i];
            if (at >= from && is(bytes, at)) {
                first(i, distances[i]);
                note(bytes, at, into);
                return;
            }
        }
        search(bytes, from, end, into);
    }

    private void search(byte[] bytes, int from, int end, Sightings into) {
        for (int at = end - NAME.length() - BEGIN.length() - ACCOUNT_DIGITS; at >= from; at--) {
            if (bytes[at] == ',' && is(bytes, at)) {
                first(KNOWN - 1, end - at);
                note(bytes, at, into);
                return;
            }
        }
    }

    private static boolean is(byte[] bytes, int at) {
        return NAME.at(bytes, at) && BEGIN.at(bytes, at + NAME.length());
    }

    private void first(int index, int distance) {
        System.arraycopy(distances, 0, distances, 1, index);
        distances[0] = distance;
    }

    private static void note(byte[] bytes, int at, Sightings into) {
        int from = at + NAME.length() + BEGIN.length();
        int to = from;
        while (to < from + ACCOUNT_DIGITS && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        into.note(Field.RECIPIENT_ACCOUNT, from, to);
    }
}
