package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a {@code Principal} or {@code NotPrincipal}: a star, or lists of names by type. */
final class PrincipalReader {

    private static final Map<String, Who.Type> TYPES = Map.of(
            "AWS", Who.Type.AWS,
            "Service", Who.Type.SERVICE,
            "Federated", Who.Type.FEDERATED,
            "CanonicalUser", Who.Type.CANONICAL_USER);

    /** Everybody, an account, an ARN, or the unique id that is left of somebody who was deleted. */
    private static final Pattern AWS_NAME =
            Pattern.compile("\\*|\\d{12}|arn:[^:]+:(iam|sts)::\\d{12}:.+|[A-Z0-9]{12,}");

    private PrincipalReader() {}

    static Who read(JsonNode node, boolean negated) throws MalformedPolicy {
        if (node.isTextual() && node.textValue().equals("*")) {
            return new Who(negated, List.of(new Who.Entry(Who.Type.AWS, "*")));
        }
        if (!node.isObject() || node.isEmpty()) {
            throw Elements.syntaxError();
        }
        List<Who.Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> byType : node.properties()) {
            Who.Type type = TYPES.get(byType.getKey());
            for (String value : Elements.texts(byType.getValue())) {
                if (type == null
                        || type == Who.Type.AWS && !AWS_NAME.matcher(value).matches()) {
                    throw new MalformedPolicy(
                            "Invalid principal in policy: \"" + byType.getKey() + "\":\"" + value + "\"");
                }
                entries.add(new Who.Entry(type, value));
            }
        }
        return new Who(negated, entries);
    }
}
