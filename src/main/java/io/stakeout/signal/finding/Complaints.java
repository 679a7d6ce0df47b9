package io.stakeout.signal.finding;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a body, for whoever wrote it: at most {@value #MOST} lines. */
final class Complaints {

    static final int MOST = 10;

    private final List<String> lines = new ArrayList<>();
    private int more;

    void add(String member, String what) {
        if (lines.size() < MOST) {
            lines.add(member + ": " + what);
        } else {
            more++;
        }
    }

    boolean none() {
        return lines.isEmpty();
    }

    List<String> all() {
        if (more == 0) {
            return List.copyOf(lines);
        }
        List<String> cut = new ArrayList<>(lines.subList(0, MOST - 1));
        cut.add("… and " + (more + 1) + " more errors");
        return cut;
    }
}
