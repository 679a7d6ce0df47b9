package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is asked for.
 *
 * @param action {@code service:Action}, in any case
 * @param resource an ARN, or {@code *} for a call that is about no resource
 * @param context what the policies may ask about, by key (in any case); a key is absent, or without values, when AWS would
 *     not send it: {@code aws:TokenIssueTime} of a long-term key. The values of binary keys are in base64. See
 *     https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
public record Request(String action, String resource, Map<String, List<String>> context) {

    public Request {
        if (action.indexOf(':') <= 0) {
            throw new IllegalArgumentException("an action is service:Action");
        }
        Objects.requireNonNull(resource, "resource");
        context = byAnyCase(context);
    }

    /** Keys that differ in case only are one key; it has the values of all of them. */
    private static Map<String, List<String>> byAnyCase(Map<String, List<String>> context) {
        Map<String, List<String>> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.forEach((key, values) ->
                merged.computeIfAbsent(key, name -> new ArrayList<>()).addAll(values));
        merged.replaceAll((key, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(merged);
    }

    /** The values of a key; empty when it is absent. */
    List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }

    /** The one value of a key; empty when it is absent or has several, which AWS takes for no value as well. */
    Optional<String> single(String key) {
        List<String> values = values(key);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    boolean isFor(String otherAction) {
        return action.equalsIgnoreCase(otherAction);
    }

    /** @param prefix such as {@code iam:} */
    boolean isOf(String prefix) {
        return action.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
