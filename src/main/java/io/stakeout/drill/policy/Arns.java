package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amazon resource names: {@code arn:partition:service:region:account:resource}. */
final class Arns {

    private static final int PARTS = 6;
    private static final int ACCOUNT = 4;
    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");

    private Arns() {}

    /** Whether each of the six parts matches; the last holds all that follows the fifth colon. A lone star matches all. */
    static boolean matches(Glob pattern, String arn) {
        if (pattern.text().equals("*")) {
            return pattern.matches(arn);
        }
        List<Glob> expected = parts(pattern);
        String[] actual = arn.split(":", PARTS);
        if (expected.size() != PARTS || actual.length != PARTS) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!expected.get(i).matches(actual[i])) {
                return false;
            }
        }
        return true;
    }

    private static List<Glob> parts(Glob pattern) {
        List<Glob> parts = new ArrayList<>();
        String text = pattern.text();
        int from = 0;
        for (int colon = text.indexOf(':'); colon >= 0 && parts.size() < PARTS - 1; colon = text.indexOf(':', from)) {
            parts.add(pattern.part(from, colon));
            from = colon + 1;
        }
        parts.add(pattern.part(from, text.length()));
        return parts;
    }

    /** The account that an ARN names; empty for those of buckets, for AWS's own, and for what is no ARN. */
    static Optional<String> account(String arn) {
        String[] parts = arn.split(":", PARTS);
        return parts.length == PARTS && ACCOUNT_ID.matcher(parts[ACCOUNT]).matches()
                ? Optional.of(parts[ACCOUNT])
                : Optional.empty();
    }
}
