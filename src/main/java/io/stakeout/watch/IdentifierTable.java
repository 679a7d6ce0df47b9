package io.stakeout.watch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The identifier values of a {@link Watchlist} as UTF-8 bytes, looked up by a range of bytes without allocation, for
 * whoever scans records without turning them into text. It knows no types and no accounts: what it finds <em>may</em>
 * belong to a suspect, and {@link Watchlist#match} is the judge; what it doesn't find certainly doesn't.
 *
 * <p>Each value is a <em>suspect</em> (its calls are shown), a <em>context</em> (its use is counted and never shown, see
 * {@link Contexts}), or both. Immutable, shared between threads without a lock.
 */
public final class IdentifierTable {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final byte SUSPECT = 1;
    private static final byte CONTEXT = 2;

    private final String[] values;
    private final byte[][] bytes;
    private final int[] hashes;
    private final byte[] marks;
    /** Index plus one of a value, zero for none; sparse, so that probing is short. */
    private final int[] slots;
    /** One bit for each hash: nearly all look-ups miss, and this much of the table stays in the processor's cache. */
    private final long[] filter;

    private IdentifierTable(Map<String, Byte> entries) {
        int size = entries.size();
        this.values = entries.keySet().toArray(String[]::new);
        this.bytes = new byte[size][];
        this.hashes = new int[size];
        this.marks = new byte[size];
        this.slots = new int[powerOfTwo(4L * size)];
        this.filter = new long[Math.max(64, powerOfTwo(16L * size)) / 64];
        for (int i = 0; i < size; i++) {
            bytes[i] = values[i].getBytes(StandardCharsets.UTF_8);
            hashes[i] = hash(bytes[i], 0, bytes[i].length);
            marks[i] = entries.get(values[i]);
            insert(i);
        }
    }

    static IdentifierTable of(Collection<Watch> watches) {
        Map<String, Byte> entries = new HashMap<>();
        for (Watch watch : watches) {
            mark(entries, watch.scanned(), SUSPECT);
            Contexts.of(watch.suspect()).forEach(value -> mark(entries, value, CONTEXT));
        }
        return new IdentifierTable(entries);
    }

    private static void mark(Map<String, Byte> entries, String value, byte mark) {
        entries.merge(value, mark, (a, b) -> (byte) (a | b));
    }

    private static int powerOfTwo(long atLeast) {
        return (int) Math.min(1 << 28, Long.highestOneBit(Math.max(2, atLeast) * 2 - 1));
    }

    private void insert(int index) {
        int hash = hashes[index];
        filter[hash >>> 6 & filter.length - 1] |= 1L << hash;
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = index + 1;
    }

    /** The hash by which values are looked up; the same for equal bytes in every table of every process. */
    public static int hash(byte[] bytes, int from, int to) {
        long hash = (to - from) * MULTIPLIER;
        if (to - from < Long.BYTES) {
            return finish(hash ^ shortWord(bytes, from, to));
        }
        for (int at = from; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) WORDS.get(bytes, at));
        }
        return finish(hash ^ (long) WORDS.get(bytes, to - Long.BYTES));
    }

    private static long shortWord(byte[] bytes, int from, int to) {
        long word = 0;
        for (int at = from; at < to; at++) {
            word = word << 8 | bytes[at] & 0xff;
        }
        return word;
    }

    private static long mix(long x) {
        long product = x * MULTIPLIER;
        return product ^ product >>> 32;
    }

    private static int finish(long x) {
        return (int) mix(mix(x));
    }

    /**
     * Looks a value up.
     *
     * @param hash of the same range, by {@link #hash}
     * @return its index, for {@link #suspect}, {@link #context} and {@link #value}; negative when it is unknown
     */
    public int find(int hash, byte[] text, int from, int to) {
        if ((filter[hash >>> 6 & filter.length - 1] & 1L << hash) == 0) {
            return -1;
        }
        for (int slot = hash & slots.length - 1; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int index = slots[slot] - 1;
            byte[] known = bytes[index];
            if (hashes[index] == hash && Arrays.equals(known, 0, known.length, text, from, to)) {
                return index;
            }
        }
        return -1;
    }

    /** Whether the value in this range may name a suspect. */
    public boolean contains(byte[] text, int from, int to) {
        int index = find(hash(text, from, to), text, from, to);
        return index >= 0 && suspect(index);
    }

    /** Whether calls of the value at this index may be a suspect's. */
    public boolean suspect(int index) {
        return (marks[index] & SUSPECT) != 0;
    }

    /** Whether the use of the value at this index is to be counted. */
    public boolean context(int index) {
        return (marks[index] & CONTEXT) != 0;
    }

    public String value(int index) {
        return values[index];
    }

    /** How many values, suspects and contexts together. */
    public int size() {
        return values.length;
    }

    /**
     * Whether records with these identities may hold a suspect's call; false means that they need not be looked at.
     *
     * @param identities as {@link Identities} says
     */
    public boolean mayConcern(long[] identities) {
        for (int i = 0; i < hashes.length; i++) {
            if ((marks[i] & SUSPECT) != 0 && Identities.mayHold(identities, hashes[i])) {
                return true;
            }
        }
        return false;
    }

    /** The spelling by which source addresses are compared, of any text; see {@link Suspect}. */
    public static byte[] canonicalAddress(byte[] text, int from, int to) {
        String address = new String(text, from, to - from, StandardCharsets.UTF_8);
        return Addresses.canonical(address).getBytes(StandardCharsets.UTF_8);
    }

    /** The values whose use is counted, in no order. */
    public List<String> contexts() {
        List<String> contexts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (context(i)) {
                contexts.add(values[i]);
            }
        }
        return contexts;
    }
}
