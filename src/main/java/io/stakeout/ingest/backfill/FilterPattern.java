package io.stakeout.ingest.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;

/**
 * A pattern of CloudWatch Logs that lets pass what may be a call of those who are wanted, or may prove something of them.
 * It only narrows: whatever passes is judged again. A {@code *} in a value stands for anything there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">pattern syntax; at
 *     most 1,024 characters</a>
 */
final class FilterPattern {

    private static final int MOST_CHARACTERS = 1_024;
    private static final int MOST_IDENTIFIERS = 18;
    private static final String IDENTITY = "$.userIdentity.";

    private FilterPattern() {}

    /** Empty when no pattern of the length that is allowed says it: then everything has to be read. */
    static Optional<String> of(Set<Watch> wanted) {
        Set<String> terms = new TreeSet<>();
        Set<Suspect> suspects = new java.util.HashSet<>();
        wanted.forEach(watch -> suspects.add(watch.suspect()));
        for (Suspect suspect : suspects) {
            List<String> places = places(suspect);
            if (places.isEmpty()) {
                return Optional.empty();
            }
            terms.addAll(places);
        }
        String pattern = "{ " + String.join(" || ", terms) + " }";
        boolean fits = suspects.size() <= MOST_IDENTIFIERS && pattern.length() <= MOST_CHARACTERS;
        return fits && !terms.isEmpty() ? Optional.of(pattern) : Optional.empty();
    }

    /** Every place at which a value of this type is looked at; none when its spelling isn't known. */
    private static List<String> places(Suspect suspect) {
        String value = suspect.value();
        return switch (suspect.type()) {
            case ACCESS_KEY -> List.of(term(IDENTITY + "accessKeyId", value));
            case PRINCIPAL_ARN -> arn(value);
            case PRINCIPAL_ID ->
                value.contains(":")
                        ? List.of(term(IDENTITY + "principalId", value))
                        : List.of(term(IDENTITY + "principalId", value), term(IDENTITY + "principalId", value + ":*"));
            case USER_NAME -> List.of(term(IDENTITY + "userName", value));
            case IDENTITY_CENTER_USER -> List.of(term(IDENTITY + "onBehalfOf.userId", value));
            case SOURCE_IDENTITY -> List.of(term(IDENTITY + "sessionContext.sourceIdentity", value));
            case SOURCE_IP -> value.contains(":") ? List.of() : List.of(term("$.sourceIPAddress", value));
            case CONSOLE_SESSION -> List.of(term(IDENTITY + "principalId", value.substring(0, value.indexOf(' '))));
            case SERVICE_SESSION ->
                List.of(
                        term(IDENTITY + "principalId", "*:" + value),
                        term("$.requestParameters.roleSessionName", value));
            case SHARED_EVENT -> List.of(term("$.sharedEventID", value));
        };
    }

    private static List<String> arn(String arn) {
        List<String> terms = new ArrayList<>();
        terms.add(term(IDENTITY + "arn", arn));
        terms.add(term("$.additionalEventData.SwitchFrom", arn));
        if (arn.contains(":role/")) {
            terms.add(term(IDENTITY + "sessionContext.sessionIssuer.arn", arn));
        }
        return terms;
    }

    private static String term(String place, String value) {
        return "(" + place + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
    }
}
