package io.stakeout.incident.lineage;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;
import io.stakeout.cloudtrail.Text;
import io.stakeout.cloudtrail.Vigilance;

/**
 * What the calls of one transaction say about how identities of one incident are used: from where, with what, and
 * whether somebody looks for watchers. Confined to the transaction's thread.
 */
public final class Usage {

    private static final int LONGEST = 256;

    /** What has the form of an address; services write a host name or {@code AWS Internal} instead. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]{2,43}");

    /** From where, or with what, an identity's calls came. */
    record Of(long identity, String kind, String value) {}

    /** How often. */
    record Count(long calls, long consequences, long denied, Instant first, Instant last) {

        private Count plus(Count other) {
            return new Count(
                    calls + other.calls,
                    consequences + other.consequences,
                    denied + other.denied,
                    first == null || other.first != null && other.first.isBefore(first) ? other.first : first,
                    last == null || other.last != null && other.last.isAfter(last) ? other.last : last);
        }
    }

    private final UseTable table;
    private final long incident;
    private final Map<Of, Count> counts = new LinkedHashMap<>();
    private final Map<Long, CloudTrailRecord> looking = new LinkedHashMap<>();
    private final Map<String, List<String>> addresses = new HashMap<>();
    private final List<Said> said = new ArrayList<>();

    public Usage(UseTable table, long incident) {
        this.table = table;
        this.incident = incident;
    }

    /** Takes a call that is new. */
    public void call(CloudTrailRecord record, boolean denied, long identity) throws SQLException {
        if (identity == 0) {
            return;
        }
        boolean consequence = record.principal().consequence();
        Instant time = record.eventTime().orElse(null);
        Count one = new Count(1, consequence ? 1 : 0, denied ? 1 : 0, time, time);
        count(identity, "call", Optional.of(""), one);
        count(identity, "address", record.sourceIp(), one);
        count(identity, "agent", agent(record), one);
        count(identity, "region", record.region(), one);
        count(identity, "key", record.principal().accessKeyId(), one);
        if (!consequence) {
            session(record);
        }
        if (Vigilance.looksForWatchers(record)) {
            looking.merge(identity, record, Usage::earlier);
        }
    }

    private void count(long identity, String kind, Optional<String> value, Count one) {
        value.map(Usage::bounded).ifPresent(text -> counts.merge(new Of(identity, kind, text), one, Count::plus));
    }

    private static String bounded(String text) {
        return Text.storable(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }

    /** The first word of the user agent, without the version that follows a slash. */
    public static Optional<String> agent(CloudTrailRecord record) {
        return record.userAgent()
                .map(String::strip)
                .map(agent -> agent.startsWith("[") ? agent.substring(1) : agent)
                .map(agent -> agent.split("[\\s/\\]]", 2)[0])
                .filter(word -> !word.isEmpty())
                .map(Usage::bounded);
    }

    private void session(CloudTrailRecord record) throws SQLException {
        Optional<String> session = session(record.principal());
        Optional<String> address =
                record.sourceIp().filter(text -> ADDRESS.matcher(text).matches());
        if (session.isEmpty() || address.isEmpty()) {
            return;
        }
        String name = bounded(session.get());
        List<String> before = addressesOf(name);
        if (before.contains(address.get()) || before.size() >= UseTable.MOST_ADDRESSES) {
            return;
        }
        table.from(incident, name, address.get(), record);
        if (!before.isEmpty()) {
            said.add(new Said(
                    "session-alarm",
                    "The session " + ArnParts.name(session.get()) + " is used from a second address: " + address.get()
                            + ", before from " + String.join(", ", before)
                            + ". Its credentials may be in two hands.",
                    Optional.empty(),
                    Optional.of(new Said.About("", "", "", "", record.eventId()))));
        }
        before.add(address.get());
    }

    /** Asked once in a transaction: a session makes many calls. */
    private List<String> addressesOf(String session) throws SQLException {
        List<String> known = addresses.get(session);
        if (known == null) {
            known = table.addresses(incident, session);
            addresses.put(session, known);
        }
        return known;
    }

    /**
     * What is one session and belongs in one place: of a role or a federated user the session, however many keys it
     * got; of others a temporary key. A long-term key has no place.
     */
    private static Optional<String> session(Principal who) {
        Optional<String> arn =
                who.arn().filter(text -> text.contains(":assumed-role/") || text.contains(":federated-user/"));
        return arn.or(() -> who.accessKeyId().filter(key -> key.startsWith("ASIA")));
    }

    private static CloudTrailRecord earlier(CloudTrailRecord a, CloudTrailRecord b) {
        boolean later = b.eventTime().isEmpty()
                || a.eventTime().isPresent()
                        && !b.eventTime().get().isBefore(a.eventTime().get());
        return later ? a : b;
    }

    private void looked(long identity, CloudTrailRecord record) throws SQLException {
        if (table.looking(incident, identity, record.eventTime())) {
            said.add(new Said(
                    "looking",
                    "warns: the suspect may be looking for us, " + record.eventName()
                            + " can show it that it is watched",
                    Optional.of(identity),
                    Optional.of(new Said.About("", "", "", "", record.eventId()))));
        }
    }

    /** Writes it down. */
    public void save() throws SQLException {
        table.add(incident, counts);
        for (Map.Entry<Long, CloudTrailRecord> one : looking.entrySet()) {
            looked(one.getKey(), one.getValue());
        }
    }

    /** What the room is to be told, in order; complete once it is saved. */
    public List<Said> said() {
        return List.copyOf(said);
    }
}
