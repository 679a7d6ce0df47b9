package io.stakeout.signal.finding;

import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The body of GuardDuty's {@code AttackSequence:…} findings. Actors are named by credential and principal id only: the
 * account of a user is, in the words of the API reference, "not necessarily the account that owns the user identity", so
 * that a name in it might be somebody else's. Of resources that are access keys the account is the owner's.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html">Sequence</a>
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_User.html">User</a>
 */
final class AttackSequences {

    static final AttackSequences GUARDDUTY = new AttackSequences(UnaryOperator.identity());
    /** Security Hub writes the same with capitals. */
    static final AttackSequences SECURITY_HUB =
            new AttackSequences(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1));

    private static final String KEY = "ACCESS_KEY";

    private final UnaryOperator<String> spelling;

    private AttackSequences(UnaryOperator<String> spelling) {
        this.spelling = spelling;
    }

    void name(Draft draft, JsonNode sequence) {
        for (JsonNode actor : draft.beginning(get(sequence, "actors"), "actors")) {
            actor(draft.who(), get(actor, "user"));
        }
        for (JsonNode resource : draft.beginning(get(sequence, "resources"), "resources")) {
            resource(draft.who(), resource);
        }
    }

    private void actor(Who who, JsonNode user) {
        new Claim(
                        text(user, "credentialUid"),
                        text(user, "uid"),
                        Optional.empty(),
                        text(user, "type").orElse(""),
                        Optional.empty(),
                        Optional.empty(),
                        "aws")
                .name(who);
    }

    private void resource(Who who, JsonNode resource) {
        JsonNode key = get(resource, "data", "accessKey");
        boolean isKey = text(resource, "resourceType").filter(KEY::equals).isPresent();
        if (!isKey && !key.isObject()) {
            return;
        }
        new Claim(
                        text(resource, "uid").filter(uid -> isKey),
                        text(key, "principalId"),
                        Optional.empty(),
                        text(key, "userType").orElse(""),
                        text(key, "userName"),
                        text(resource, "accountId").filter(account -> account.matches("\\d{12}")),
                        Claim.partition(text(resource, "cloudPartition")))
                .name(who);
    }

    void tell(Draft draft, JsonNode sequence) {
        for (JsonNode actor : Nodes.list(get(sequence, "actors"))) {
            draft.line("Actor", text(get(actor, "user"), "name"))
                    .line("Issuer of its session", text(get(actor, "session"), "issuer"));
        }
        for (JsonNode signal : Nodes.list(get(sequence, "signals"))) {
            draft.line("Signal", text(signal, "name").or(() -> text(signal, "title")));
        }
        for (JsonNode resource : Nodes.list(get(sequence, "resources"))) {
            draft.line("Resource", text(resource, "uid").or(() -> text(resource, "name")));
        }
        for (JsonNode endpoint : Nodes.list(get(sequence, "endpoints"))) {
            draft.line("Address", text(endpoint, "ip"));
        }
    }

    private Optional<String> text(JsonNode node, String name) {
        return Nodes.text(get(node, name));
    }

    private JsonNode get(JsonNode node, String... path) {
        JsonNode at = node;
        for (String name : path) {
            at = at.path(spelling.apply(name));
        }
        return at;
    }
}
