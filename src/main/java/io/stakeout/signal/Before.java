package io.stakeout.signal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A closed incident on the same principal, or on what the same detector had found.
 *
 * @param samePrincipal whether it is on the principal
 * @param sameType whether the same source has told the same type in it
 * @param restricted whether only some operators may see it: then it is counted, and not named
 */
record Before(long incident, String verdict, boolean restricted, boolean samePrincipal, boolean sameType) {

    /** For people: {@code seen 3 times before: 2 benign, 1 malicious (incidents 4, 7, 9)}; empty when there is none. */
    static String text(List<Before> all) {
        if (all.isEmpty()) {
            return "";
        }
        Map<String, Long> byVerdict =
                all.stream().collect(Collectors.groupingBy(Before::verdict, TreeMap::new, Collectors.counting()));
        String verdicts = byVerdict.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
        List<String> named = all.stream()
                .filter(one -> !one.restricted)
                .map(Before::incident)
                .sorted()
                .map(String::valueOf)
                .toList();
        String times = all.size() == 1 ? "once" : all.size() + " times";
        String which =
                named.isEmpty() ? "" : " (incident" + (named.size() == 1 ? " " : "s ") + String.join(", ", named) + ")";
        return "seen " + times + " before: " + verdicts + which;
    }
}
