package io.stakeout.web.live;

import java.util.List;
import java.util.stream.Collectors;

import io.stakeout.incident.EntryLine;

/** Consecutive entries, serialised once for all viewers of a room. */
record Batch(long fromSeq, long toSeq, String json) {

    static Batch of(List<EntryLine> entries) {
        long from = entries.get(0).seq();
        long to = entries.get(entries.size() - 1).seq();
        String json = "{\"type\":\"batch\",\"fromSeq\":" + from + ",\"toSeq\":" + to + ",\"entries\":[" + join(entries)
                + "]}";
        return new Batch(from, to, json);
    }

    static String snapshot(List<EntryLine> entries, long headSeq) {
        long from = entries.isEmpty() ? headSeq + 1 : entries.get(0).seq();
        return "{\"type\":\"snapshot\",\"fromSeq\":" + from + ",\"headSeq\":" + headSeq + ",\"entries\":["
                + join(entries) + "]}";
    }

    long rows() {
        return toSeq - fromSeq + 1;
    }

    private static String join(List<EntryLine> entries) {
        return entries.stream().map(EntryLine::json).collect(Collectors.joining(","));
    }
}
