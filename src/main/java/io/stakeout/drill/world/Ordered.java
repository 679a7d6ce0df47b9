package io.stakeout.drill.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unmodifiable copies that keep the order in which things were made, so that the same seed gives the same answers. */
public final class Ordered {

    private Ordered() {}

    public static <K, V> Map<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The map with one entry set. */
    public static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return Collections.unmodifiableMap(changed);
    }

    /** The map with one entry taken out. */
    public static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        Map<K, V> changed = new LinkedHashMap<>(map);
        changed.remove(key);
        return Collections.unmodifiableMap(changed);
    }

    /** The list with one element at its end; as it was when the element is in it. */
    public static <E> List<E> with(List<E> list, E element) {
        if (list.contains(element)) {
            return list;
        }
        List<E> changed = new ArrayList<>(list);
        changed.add(element);
        return List.copyOf(changed);
    }

    /** The list without an element. */
    public static <E> List<E> without(List<E> list, E element) {
        return list.stream().filter(other -> !other.equals(element)).toList();
    }
}
