package io.stakeout.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stakeout.cloudtrail.Issuance;

/**
 * By what values the calls of a minted or touched identity are known. The access key first: a session's ARN stands only
 * for calls that carry no key, since whoever else assumes the role under the same session name has the same ARN.
 */
public final class Traces {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private Traces() {}

    /** Whether calls of such an identity can be told from others at all. */
    public static boolean leaves(Issuance.Kind kind, String value, Optional<String> account) {
        Lineage.Node node = new Lineage.Node(0, Optional.of(kind), value, account, false, true, false);
        return !of(0, node, Optional.empty()).isEmpty();
    }

    /** @param since from when on its calls count; empty when all of them do */
    static List<Watch> of(long incident, Lineage.Node node, Optional<Instant> since) {
        return node.kind()
                .map(kind -> values(kind, node).stream()
                        .filter(Value::possible)
                        .map(value -> value.watch(incident, node.id(), since))
                        .toList())
                .orElse(List.of());
    }

    /** @param keyless whether calls with an access key are somebody else's */
    private record Value(SuspectType type, String text, Optional<String> account, boolean keyless) {

        /** What has not the form of such a value is not in any record either. */
        private boolean possible() {
            boolean placed = account.isPresent() || type != SuspectType.USER_NAME;
            return type.accepts(text) && placed;
        }

        private Watch watch(long incident, long identity, Optional<Instant> since) {
            return new Watch(incident, identity, new Suspect(type, text, account), keyless, since);
        }
    }

    private static List<Value> values(Issuance.Kind kind, Lineage.Node node) {
        String value = node.value();
        return switch (kind) {
            case ACCESS_KEY -> List.of(value(SuspectType.ACCESS_KEY, value, false));
            case ROLE_SESSION, FEDERATED_USER -> List.of(value(SuspectType.PRINCIPAL_ARN, value, true));
            case USER -> List.of(value(SuspectType.PRINCIPAL_ARN, value, false), userName(node));
            case ROLE, ROOT, OUTSIDER -> List.of(value(SuspectType.PRINCIPAL_ARN, value, false));
            case CONSOLE_SESSION -> List.of(value(SuspectType.CONSOLE_SESSION, value, false));
            case INSTANCE -> List.of(serviceSession(node, value));
            case FUNCTION -> List.of(serviceSession(node, value.substring(value.lastIndexOf(':') + 1)));
            case IDENTITY_CENTER_USER -> List.of(value(SuspectType.IDENTITY_CENTER_USER, value, false));
            // no record tells by which of these a call was let in
            case SERVICE_CREDENTIAL, SSH_KEY, SIGNING_CERTIFICATE, TRUST_ANCHOR -> List.of();
        };
    }

    private static Value value(SuspectType type, String text, boolean keyless) {
        return new Value(type, text, Optional.empty(), keyless);
    }

    /** Names repeat between accounts. */
    private static Value serviceSession(Lineage.Node node, String name) {
        return new Value(SuspectType.SERVICE_SESSION, name, account(node), true);
    }

    private static Optional<String> account(Lineage.Node node) {
        return node.account().filter(text -> ACCOUNT.matcher(text).matches());
    }

    /** Where the record doesn't tell a user's path, its ARN may be another; its name in its account is not. */
    private static Value userName(Lineage.Node node) {
        String name = node.value().substring(node.value().lastIndexOf('/') + 1);
        return new Value(SuspectType.USER_NAME, name, account(node), false);
    }
}
