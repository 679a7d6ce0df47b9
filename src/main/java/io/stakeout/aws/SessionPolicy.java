package io.stakeout.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.containment.control.AccessControlException;

/**
 * The policy that is passed when a role is assumed: the session may do what both it and the role's own policies allow.
 * Pure.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class SessionPolicy {

    /** Of STS, in characters. */
    static final int LONGEST = 2_048;

    private static final JsonMapper JSON = new JsonMapper();

    /** Which calls are allowed on which resources. */
    private final SortedMap<String, SortedSet<String>> callsByResource = new TreeMap<>();

    SessionPolicy allow(Collection<String> calls, Collection<String> resources) {
        resources.forEach(resource -> callsByResource
                .computeIfAbsent(resource, key -> new TreeSet<>())
                .addAll(calls));
        return this;
    }

    /**
     * The document: resources with the same calls in one statement. If that is too long, all resources of a kind share one
     * statement: a user may then be read and written in all ways that any user of the plan may. If that is too long as
     * well, a name with and without a path is one pattern.
     *
     * @throws AccessControlException.Permanent when it can't be made short enough: a session without a policy is never
     *     opened
     */
    String text() {
        String text = text(callsByResource);
        if (text.length() > LONGEST) {
            text = text(merged(callsByResource));
        }
        if (text.length() > LONGEST) {
            text = text(merged(shortened()));
        }
        if (text.length() > LONGEST) {
            throw new AccessControlException.Permanent(
                    "session-policy-too-long",
                    "The session policy for these principals has " + text.length() + " characters, and STS takes "
                            + LONGEST + ". Nothing was called: cut fewer principals at once.",
                    null);
        }
        return text;
    }

    /** {@code user/NAME} and {@code user/PATH/NAME} are all that {@code user*}{@code /NAME} can be. */
    private SortedMap<String, SortedSet<String>> shortened() {
        SortedMap<String, SortedSet<String>> shorter = new TreeMap<>();
        callsByResource.forEach((resource, calls) -> {
            String withPath = resource.replaceFirst(":(user|role)/([^/*]+)$", ":$1/*/$2");
            shorter.computeIfAbsent(withPath.replaceFirst(":(user|role)/\\*/", ":$1*/"), key -> new TreeSet<>())
                    .addAll(calls);
        });
        return shorter;
    }

    /** All calls of a service's kind of resource on all of these resources. */
    private static SortedMap<String, SortedSet<String>> merged(SortedMap<String, SortedSet<String>> single) {
        SortedMap<String, SortedSet<String>> byKind = new TreeMap<>();
        single.forEach((resource, calls) ->
                byKind.computeIfAbsent(kind(resource), key -> new TreeSet<>()).addAll(calls));
        SortedMap<String, SortedSet<String>> merged = new TreeMap<>();
        single.keySet().forEach(resource -> merged.put(resource, byKind.get(kind(resource))));
        return merged;
    }

    /** Of {@code arn:aws:iam::444455556666:user/x} it is {@code user}. */
    private static String kind(String resource) {
        String[] parts = resource.split(":", 6);
        return parts.length < 6 ? resource : parts[5].split("/", 2)[0];
    }

    private static String text(SortedMap<String, SortedSet<String>> callsByResource) {
        Map<String, List<String>> resourcesByCalls = new TreeMap<>();
        callsByResource.forEach((resource, calls) -> resourcesByCalls
                .computeIfAbsent(String.join(" ", calls), key -> new ArrayList<>())
                .add(resource));
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        resourcesByCalls.forEach((calls, resources) -> {
            ObjectNode statement = statements.addObject().put("Effect", "Allow");
            List.of(calls.split(" ")).forEach(statement.putArray("Action")::add);
            resources.forEach(statement.putArray("Resource")::add);
        });
        return policy.toString();
    }
}
