package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.stakeout.cloudtrail.Text;
import io.stakeout.ingest.scan.ByteMap;
import io.stakeout.ingest.scan.Field;
import io.stakeout.ingest.scan.Sighting;

/** How one context was used in one hour. Not thread-safe: guarded by {@link ContextUsage}. */
final class HourOfUse {

    /** In place of what is forgotten. */
    static final HourOfUse NONE = new HourOfUse(Long.MIN_VALUE, null);

    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST = 256;
    private static final int LONGEST_AGENT = 48;
    /** Stands for all values beyond the bound. */
    private static final String OTHERS = "…";

    private static final class Count {
        private final String value;
        private long calls;

        private Count(String value) {
            this.value = value;
        }
    }

    final long hour;
    HourOfUse older;
    private long calls;
    private final ByteMap<Count> sessions = new ByteMap<>(MOST_VALUES + 1);
    private final ByteMap<Count> addresses = new ByteMap<>(MOST_VALUES + 1);
    private final ByteMap<Count> agents = new ByteMap<>(MOST_VALUES + 1);

    HourOfUse(long hour, HourOfUse older) {
        this.hour = hour;
        this.older = older;
    }

    /** Chains this before another. */
    HourOfUse before(HourOfUse next) {
        older = next;
        return this;
    }

    void saw(Sighting event) {
        calls++;
        count(sessions, event, Field.PRINCIPAL_ID);
        count(addresses, event, Field.SOURCE_IP);
        byte[] bytes = event.bytes();
        int from = event.from(Field.USER_AGENT);
        int to = event.to(Field.USER_AGENT);
        from = from < to && bytes[from] == '[' ? from + 1 : from;
        count(agents, bytes, from, endOfWord(bytes, from, Math.min(to, from + LONGEST_AGENT)), 1);
    }

    /** The SDKs begin with their name, a slash and the version; services write a host name. */
    private static int endOfWord(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && bytes[p] > ' ' && bytes[p] != '/' && bytes[p] != '\\' && bytes[p] != ']') {
            p++;
        }
        return p;
    }

    private static void count(ByteMap<Count> counts, Sighting event, Field field) {
        int from = event.from(field);
        count(counts, event.bytes(), from, Math.min(event.to(field), from + LONGEST), 1);
    }

    private static void count(ByteMap<Count> counts, byte[] bytes, int from, int to, long more) {
        if (from >= to) {
            return;
        }
        Count count = counts.get(bytes, from, to);
        if (count == null) {
            count = fresh(counts, bytes, from, to);
        }
        count.calls += more;
    }

    private static Count fresh(ByteMap<Count> counts, byte[] bytes, int from, int to) {
        if (counts.size() < MOST_VALUES) {
            Count fresh = new Count(Text.storable(Bytes.text(bytes, from, to)));
            counts.put(bytes, from, to, fresh);
            return fresh;
        }
        byte[] others = OTHERS.getBytes(StandardCharsets.UTF_8);
        Count rest = counts.get(others, 0, others.length);
        if (rest == null) {
            rest = new Count(OTHERS);
            counts.put(others, 0, others.length, rest);
        }
        return rest;
    }

    /** Gives out what was counted since the last time; false when that is nothing. */
    boolean drain(String identifier, List<ContextUsage.Used> into) {
        if (calls == 0) {
            return false;
        }
        into.add(new ContextUsage.Used(identifier, hour, ContextUsage.Kind.CALL, "", calls));
        calls = 0;
        drain(identifier, ContextUsage.Kind.SESSION, sessions, into);
        drain(identifier, ContextUsage.Kind.ADDRESS, addresses, into);
        drain(identifier, ContextUsage.Kind.AGENT, agents, into);
        return true;
    }

    private void drain(String identifier, ContextUsage.Kind kind, ByteMap<Count> counts, List<ContextUsage.Used> into) {
        counts.forEach(count -> {
            if (count.calls > 0) {
                into.add(new ContextUsage.Used(identifier, hour, kind, count.value, count.calls));
                count.calls = 0;
            }
        });
    }

    /** Takes back what was given out. */
    void add(ContextUsage.Used used) {
        byte[] value = used.value().getBytes(StandardCharsets.UTF_8);
        switch (used.kind()) {
            case CALL -> calls += used.calls();
            case SESSION -> count(sessions, value, 0, value.length, used.calls());
            case ADDRESS -> count(addresses, value, 0, value.length, used.calls());
            case AGENT -> count(agents, value, 0, value.length, used.calls());
        }
    }
}
