package io.stakeout.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claimed rows that are brought out by one call.
 *
 * @param folded how many lines it stands for beside itself
 * @param others rows of the same target that go with it
 */
record Bundle(Claimed first, int folded, List<Claimed> others) {

    Bundle {
        others = List.copyOf(others);
    }

    static Bundle of(Claimed row) {
        return new Bundle(row, 0, List.of());
    }

    List<Claimed> all() {
        List<Claimed> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    Item item() {
        return first.item(
                folded, others.stream().map(row -> row.item(0, List.of())).toList());
    }

    /** Lines of one incident and target: the first stands for the others. */
    static List<List<Claimed>> alike(List<Claimed> rows) {
        Map<Object, List<Claimed>> alike = new LinkedHashMap<>();
        for (Claimed row : rows) {
            Object key = row.line() ? List.of(row.incident(), row.target()) : row.id();
            alike.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        return List.copyOf(alike.values());
    }
}
