package io.stakeout.containment.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;

/**
 * A name or an ARN with {@code *} (anything, slashes too) and {@code ?} that somebody configured. Partitions are not
 * compared and letters' case isn't either: IAM doesn't tell names apart by case (IAM User Guide, "IAM identifiers"). An
 * ARN of a session means its role. A path can only be compared once AWS has told the principal's.
 */
record NamePattern(String text) {

    /** Whether it names a principal. */
    enum Fit {
        YES,
        NO,
        /** It has a path, and the principal's isn't known. */
        UNKNOWN
    }

    private static final int PARTS = 6;
    private static final String SESSION = "assumed-role/";

    Fit fit(PrincipalRef principal, Optional<Standing> standing) {
        String[] parts = text.strip().split(":", PARTS);
        if (!parts[0].equalsIgnoreCase("arn") || parts.length < PARTS) {
            return glob(text.strip(), principal.name()) || glob(text.strip(), principal.arn()) ? Fit.YES : Fit.NO;
        }
        if (!glob(parts[4], principal.account())) {
            return Fit.NO;
        }
        return ofResource(resource(parts[5]), principal, standing);
    }

    private static Fit ofResource(String pattern, PrincipalRef principal, Optional<Standing> standing) {
        String bare = principal.kind() == PrincipalRef.Kind.ROOT
                ? principal.name()
                : principal.kind().id() + "/" + principal.name();
        if (glob(pattern, bare)) {
            return Fit.YES;
        }
        if (standing.isPresent()) {
            String[] parts = standing.get().arn().split(":", PARTS);
            return parts.length == PARTS && glob(pattern, parts[5]) ? Fit.YES : Fit.NO;
        }
        return mayHavePath(pattern, principal) ? Fit.UNKNOWN : Fit.NO;
    }

    /** Whether some path would make it fit: kind in front, name at the end, and anything between. */
    private static boolean mayHavePath(String pattern, PrincipalRef principal) {
        int first = pattern.indexOf('/');
        int last = pattern.lastIndexOf('/');
        if (first < 0 || first == last || principal.kind() == PrincipalRef.Kind.ROOT) {
            return false;
        }
        return glob(pattern.substring(0, first), principal.kind().id())
                && (pattern.endsWith("*") || glob(pattern.substring(last + 1), principal.name()));
    }

    private static String resource(String resource) {
        if (!resource.startsWith(SESSION)) {
            return resource;
        }
        String role = resource.substring(SESSION.length());
        int slash = role.indexOf('/');
        return "role/" + (slash < 0 ? role : role.substring(0, slash));
    }

    private static boolean glob(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return text.toLowerCase(Locale.ROOT).matches(regex.toString());
    }
}
