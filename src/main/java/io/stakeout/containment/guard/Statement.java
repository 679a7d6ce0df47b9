package io.stakeout.containment.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * Whom a statement that a step writes is about, read from its conditions: what a step is called doesn't matter, what it
 * would put into AWS does. Conditions of one statement all have to hold, so one that limits is enough; what isn't
 * understood limits nothing. IAM User Guide, "AWS global condition context keys" and "IAM JSON policy elements:
 * Condition operators".
 */
record Statement(JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Operators by which a value has to be there and fit; those that end in IfExists also let through who has none. */
    private static final Set<String> FITS =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike");

    /** {@code userIdentity.principalId}: whatever role, but one session name. The name is what we limit to. */
    private static final Pattern ONE_SESSION = Pattern.compile("[^$]*:[\\w+=,.@-]{2,64}");

    private static final Pattern ONE_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern ONE_PERSON = Pattern.compile("[\\w-]{1,47}");

    /** What a change writes; nothing when it only takes away. */
    static List<Statement> of(Change change) {
        if (change instanceof Change.AddStatement add) {
            return List.of(new Statement(read(add.statement())));
        }
        if (change instanceof Change.Put put && put.value().isPresent()) {
            return ofDocument(read(put.value().get()));
        }
        return List.of();
    }

    /** What is taken out of a list of denies. */
    static Statement left(Change.RemoveStatement change) {
        return new Statement(read(change.left()));
    }

    private static List<Statement> ofDocument(JsonNode document) {
        List<Statement> all = new ArrayList<>();
        JsonNode statements = document.path("Statement");
        if (statements.isArray()) {
            statements.forEach(statement -> all.add(new Statement(statement)));
        } else {
            all.add(new Statement(statements));
        }
        return all;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a statement is no JSON", e);
        }
    }

    /** Whether only named sessions, or one person's, are cut: others who use the same role go on. */
    boolean limitedToSessions() {
        return limitedBy("aws:userid", ONE_SESSION)
                || limitedBy("aws:sourceidentity", ONE_NAME)
                || people().isPresent();
    }

    /** Identity Center people that it is limited to. */
    Optional<Set<String>> people() {
        return limitedBy("identitystore:userid", ONE_PERSON)
                ? Optional.of(new HashSet<>(values("identitystore:userid")))
                : Optional.empty();
    }

    /** The users, roles and roots that it is limited to by ARN; empty when it isn't, or by a wildcard in a name. */
    Optional<Set<PrincipalRef>> principals() {
        List<String> arns = values("aws:principalarn");
        Set<PrincipalRef> principals = new HashSet<>();
        for (String arn : arns) {
            Optional<PrincipalRef> principal = PrincipalRef.ofArn(arn);
            if (principal.isEmpty()) {
                return Optional.empty();
            }
            principals.add(principal.get());
        }
        return principals.isEmpty() ? Optional.empty() : Optional.of(principals);
    }

    private boolean limitedBy(String key, Pattern form) {
        List<String> values = values(key);
        return !values.isEmpty()
                && values.stream().allMatch(value -> form.matcher(value).matches());
    }

    /** All values that a key may have, of the operators by which it has to have one. */
    private List<String> values(String key) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : json.path("Condition").properties()) {
            if (FITS.contains(operator.getKey().toLowerCase(Locale.ROOT))) {
                for (Map.Entry<String, JsonNode> condition : operator.getValue().properties()) {
                    if (condition.getKey().toLowerCase(Locale.ROOT).equals(key)) {
                        add(condition.getValue(), values);
                    }
                }
            }
        }
        return values;
    }

    private static void add(JsonNode value, List<String> values) {
        if (value.isArray()) {
            value.forEach(each -> values.add(each.asText()));
        } else {
            values.add(value.asText());
        }
    }
}
