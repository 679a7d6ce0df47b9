package io.stakeout.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares anchors with the chain while that is followed. Pure; not thread-safe. */
final class AnchorCheck {

    private final List<Anchor> anchors;
    private final Set<Long> asked = new HashSet<>();
    private final Map<Long, String> found = new HashMap<>();

    /** @param anchors oldest first */
    AnchorCheck(List<Anchor> anchors) {
        this.anchors = List.copyOf(anchors);
        this.anchors.forEach(anchor -> asked.add(anchor.lines()));
    }

    /** The chain is sound up to this many lines, and this is the hash of the last of them. */
    void sound(long lines, String head) {
        if (asked.contains(lines)) {
            found.put(lines, head);
        }
    }

    /** The oldest anchor that the chain doesn't satisfy. */
    Optional<Anchor> contradicted() {
        return anchors.stream().filter(anchor -> !holds(anchor)).findFirst();
    }

    /** The newest anchor before that: until there the record is what it was. */
    Optional<Anchor> lastGood() {
        Anchor last = null;
        for (Anchor anchor : anchors) {
            if (!holds(anchor)) {
                break;
            }
            last = anchor;
        }
        return Optional.ofNullable(last);
    }

    private boolean holds(Anchor anchor) {
        return anchor.head().equals(found.get(anchor.lines()));
    }
}
