package io.stakeout.ingest.scan;

import java.util.List;

/** A few ASCII names, found by their bytes. Immutable. */
final class Names {

    private static final int LONGEST = 24;

    /** The names of one length: their first, second and last eight bytes say which it is. */
    private record OfLength(int[] ids, long[] firsts, long[] seconds, long[] lasts) {}

    private final OfLength[] byLength = new OfLength[LONGEST + 1];

    private Names(List<String> names) {
        for (int length = 1; length <= LONGEST; length++) {
            int wanted = length;
            int[] ids = java.util.stream.IntStream.range(0, names.size())
                    .filter(i -> names.get(i).length() == wanted)
                    .toArray();
            byLength[length] = ids.length == 0 ? null : ofLength(names, ids);
        }
    }

    static Names of(List<String> names) {
        if (names.stream().anyMatch(name -> name.isEmpty() || name.length() > LONGEST)) {
            throw new IllegalArgumentException("a name has 1 to " + LONGEST + " bytes");
        }
        return new Names(names);
    }

    private static OfLength ofLength(List<String> names, int[] ids) {
        OfLength of = new OfLength(ids, new long[ids.length], new long[ids.length], new long[ids.length]);
        for (int i = 0; i < ids.length; i++) {
            String name = names.get(ids[i]);
            of.firsts[i] = Swar.word(name);
            of.seconds[i] = Swar.word(name.length() > 8 ? name.substring(8) : "");
            of.lasts[i] = Swar.word(name.length() > 16 ? name.substring(16) : "");
        }
        return of;
    }

    /** Its place in the list of names, or -1. The bytes are followed by {@link Swar#PADDING}. */
    int find(byte[] bytes, int from, int length) {
        OfLength candidates = length <= LONGEST ? byLength[length] : null;
        if (candidates == null) {
            return -1;
        }
        long first = part(bytes, from, length);
        for (int i = 0; i < candidates.ids.length; i++) {
            if (candidates.firsts[i] == first && rest(candidates, i, bytes, from, length)) {
                return candidates.ids[i];
            }
        }
        return -1;
    }

    private static boolean rest(OfLength candidates, int i, byte[] bytes, int from, int length) {
        return (length <= 8 || candidates.seconds[i] == part(bytes, from + 8, length - 8))
                && (length <= 16 || candidates.lasts[i] == part(bytes, from + 16, length - 16));
    }

    private static long part(byte[] bytes, int from, int length) {
        long word = Swar.word(bytes, from);
        return length >= Long.BYTES ? word : Swar.low(word, length);
    }
}
