package io.stakeout.ingest.scan;

import java.util.Arrays;
import java.util.function.Consumer;

import io.stakeout.watch.IdentifierTable;

/**
 * Objects by the bytes of their name, found without allocation. Bounded: when it is full it forgets everything, so it
 * holds what can be made again. Not thread-safe.
 */
public final class ByteMap<V> {

    private static final int LEAST = 16;

    private final int most;
    private int[] hashes = new int[LEAST];
    private byte[][] names = new byte[LEAST][];
    private Object[] values = new Object[LEAST];
    private int size;

    /** @param most how many it holds before it forgets them */
    public ByteMap(int most) {
        this.most = most;
    }

    /** The object under the name in this range, or null. */
    @SuppressWarnings("unchecked")
    public V get(byte[] bytes, int from, int to) {
        int hash = IdentifierTable.hash(bytes, from, to);
        return (V) values[slot(hash, bytes, from, to)];
    }

    /** Puts an object under the name in this range, which is copied. */
    public void put(byte[] bytes, int from, int to, V value) {
        int hash = IdentifierTable.hash(bytes, from, to);
        int slot = slot(hash, bytes, from, to);
        if (values[slot] == null) {
            slot = makeRoom() ? slot(hash, bytes, from, to) : slot;
            size++;
            hashes[slot] = hash;
            names[slot] = Arrays.copyOfRange(bytes, from, to);
        }
        values[slot] = value;
    }

    /** Whether things moved. */
    private boolean makeRoom() {
        if (size >= most) {
            clear();
            return true;
        }
        if (2 * size < values.length) {
            return false;
        }
        grow();
        return true;
    }

    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    public void forEach(Consumer<V> consumer) {
        for (Object value : values) {
            if (value != null) {
                consumer.accept((V) value);
            }
        }
    }

    /** Where the name is, or the free slot where it belongs. */
    private int slot(int hash, byte[] bytes, int from, int to) {
        int slot = hash & values.length - 1;
        while (values[slot] != null) {
            byte[] name = names[slot];
            if (hashes[slot] == hash && Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return slot;
            }
            slot = slot + 1 & values.length - 1;
        }
        return slot;
    }

    private void clear() {
        hashes = new int[LEAST];
        names = new byte[LEAST][];
        values = new Object[LEAST];
        size = 0;
    }

    private void grow() {
        int[] oldHashes = hashes;
        byte[][] oldNames = names;
        Object[] oldValues = values;
        int length = 2 * oldValues.length;
        hashes = new int[length];
        names = new byte[length][];
        values = new Object[length];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldHashes[i], oldNames[i], 0, oldNames[i].length);
                hashes[slot] = oldHashes[i];
                names[slot] = oldNames[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
