package io.stakeout.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whom a policy lets in, services left out.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
final class PolicyPrincipals {

    /**
     * One of them.
     *
     * @param value an ARN, an account, {@code *}, an identity provider or a canonical user id
     * @param judged whether its account says if it is an outsider; identity providers and canonical user ids have none
     */
    record Named(String value, boolean judged) {}

    private final List<Named> all = new ArrayList<>();

    private PolicyPrincipals() {}

    /** @param document JSON in a string, as nearly everywhere, or an object, as in PutBucketPolicy */
    static List<Named> of(JsonNode document) {
        PolicyPrincipals principals = new PolicyPrincipals();
        parsed(document).ifPresent(principals::read);
        return principals.all;
    }

    private static Optional<JsonNode> parsed(JsonNode document) {
        if (!document.isTextual()) {
            return Optional.of(document);
        }
        try {
            return Optional.of(TreeReader.read(document.textValue().getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }

    private void read(JsonNode policy) {
        for (JsonNode statement : Forms.oneOrMore(policy.path("Statement"))) {
            if (Nodes.text(statement, "Effect").equals(Optional.of("Allow"))) {
                allowed(statement);
            }
        }
    }

    /** To allow all but some is to allow everybody. */
    private void allowed(JsonNode statement) {
        JsonNode who = statement.path("Principal");
        if (who.isTextual()) {
            take(who, true);
        }
        Forms.oneOrMore(who.path("AWS")).forEach(value -> take(value, true));
        Forms.oneOrMore(who.path("Federated")).forEach(value -> take(value, false));
        Forms.oneOrMore(who.path("CanonicalUser")).forEach(value -> take(value, false));
        if (statement.hasNonNull("NotPrincipal")) {
            all.add(new Named("*", true));
        }
    }

    private void take(JsonNode value, boolean judged) {
        Optional<String> text = Forms.arn(value).map(Arn::text).or(() -> Forms.text(value));
        text.ifPresent(named -> all.add(new Named(named, judged)));
    }
}
