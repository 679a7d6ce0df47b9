package io.stakeout.ingest.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls that are looked at in full whoever makes them, because they can cut the pipeline that we see through, or change
 * who may do what: whether they do is decided by their target. Reads are not among them, and neither is AssumeRole: it is
 * far too frequent to parse, and only what a watched caller is issued is followed, which is a hit anyway.
 */
public final class WatchedCalls {

    private static final Set<String> NO_NAMES = Set.of();
    private static final List<String> NO_VERBS = List.of();

    private static final List<String> WRITES = List.of(
            "Create",
            "Put",
            "Attach",
            "Detach",
            "Delete",
            "Update",
            "Add",
            "Remove",
            "Set",
            "Deactivate",
            "Enable",
            "Disable",
            "Tag",
            "Untag",
            "Upload",
            "Reset",
            "Leave",
            "Move",
            "Accept",
            "Provision");

    private static final Map<String, Source> SOURCES = Map.ofEntries(
            named(
                    "cloudtrail",
                    "StopLogging",
                    "DeleteTrail",
                    "UpdateTrail",
                    "PutEventSelectors",
                    "PutInsightSelectors"),
            named(
                    "logs",
                    "DeleteSubscriptionFilter",
                    "PutSubscriptionFilter",
                    "DeleteLogGroup",
                    "DeleteLogStream",
                    "PutRetentionPolicy",
                    "DeleteDestination",
                    "AssociateKmsKey",
                    "DisassociateKmsKey"),
            named(
                    "kinesis",
                    "DeleteStream",
                    "StopStreamEncryption",
                    "StartStreamEncryption",
                    "DecreaseStreamRetentionPeriod",
                    "DeregisterStreamConsumer",
                    "UpdateShardCount",
                    "MergeShards",
                    "PutResourcePolicy",
                    "DeleteResourcePolicy"),
            named(
                    "events",
                    "DisableRule",
                    "DeleteRule",
                    "RemoveTargets",
                    "PutRule",
                    "DeleteEventBus",
                    "PutPermission",
                    "RemovePermission"),
            named("kms", "DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "RevokeGrant", "DisableKeyRotation"),
            named("dynamodb", "DeleteTable", "UpdateTable"),
            named("sts", "GetFederationToken", "GetSessionToken", "AssumeRoot"),
            writes("iam"),
            writes("organizations"),
            writes("sso"),
            writes("sso-directory"),
            writes("identitystore"));

    private static final ByteMap<Source> BY_BYTES = byBytes();
    private static final Beginnings BEGINNINGS = Beginnings.of(SOURCES.keySet());

    private WatchedCalls() {}

    private record Source(Set<String> names, List<byte[]> bytes, List<String> verbs, List<byte[]> verbBytes) {
        private Source(Set<String> names, List<String> verbs) {
            this(names, bytes(names), verbs, bytes(verbs));
        }

        private static List<byte[]> bytes(java.util.Collection<String> texts) {
            return texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                    .toList();
        }
    }

    private static Map.Entry<String, Source> named(String service, String... names) {
        return Map.entry(service + ".amazonaws.com", new Source(Set.of(names), NO_VERBS));
    }

    private static Map.Entry<String, Source> writes(String service) {
        return Map.entry(service + ".amazonaws.com", new Source(NO_NAMES, WRITES));
    }

    /** Read only after it is made, so it may be shared. */
    private static ByteMap<Source> byBytes() {
        ByteMap<Source> map = new ByteMap<>(SOURCES.size());
        SOURCES.forEach((name, source) -> {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            map.put(bytes, 0, bytes.length, source);
        });
        return map;
    }

    /** Whether the call is one of them, allowed or denied. */
    public static boolean watched(String eventSource, String eventName) {
        Source source = SOURCES.get(eventSource);
        return source != null
                && (source.names.contains(eventName) || source.verbs.stream().anyMatch(eventName::startsWith));
    }

    /** The same for the walked record that is current. */
    static boolean watched(byte[] bytes, Sightings call) {
        int from = call.from(Field.EVENT_SOURCE);
        if (!BEGINNINGS.has(bytes, from)) {
            return false;
        }
        Source source = BY_BYTES.get(bytes, from, call.to(Field.EVENT_SOURCE));
        return source != null && watched(source, bytes, call.from(Field.EVENT_NAME), call.to(Field.EVENT_NAME));
    }

    private static boolean watched(Source source, byte[] bytes, int from, int to) {
        for (int i = 0; i < source.bytes.size(); i++) {
            byte[] name = source.bytes.get(i);
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return true;
            }
        }
        for (int i = 0; i < source.verbBytes.size(); i++) {
            byte[] verb = source.verbBytes.get(i);
            if (to - from >= verb.length && Arrays.equals(verb, 0, verb.length, bytes, from, from + verb.length)) {
                return true;
            }
        }
        return false;
    }
}
