package io.stakeout.watch;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What belongs to a suspect and is used by others too: its key, its user, the role behind its session. How these are
 * used says what containing them would break, so their use is counted; it is never shown as the suspect's activity.
 *
 * <p>The ARN of a role session does not tell the role's path, so of a role with a path only the role id is known, when
 * the suspect is named by it. A source identity and an address belong to nobody in particular and have no context, and a
 * temporary key has no other users than its session.
 */
final class Contexts {

    /** How ids of temporary access keys begin: IAM User Guide, "Understanding unique ID prefixes". */
    private static final String TEMPORARY = "ASIA";

    private static final Pattern SESSION_ARN = Pattern.compile("arn:([^:]+):sts::(\\d{12}):assumed-role/([^/]+)/.+");

    private Contexts() {}

    /** Identifier values as CloudTrail writes them, without the suspect's account limit. */
    static Set<String> of(Suspect suspect) {
        String value = suspect.value();
        return switch (suspect.type()) {
            case ACCESS_KEY -> value.startsWith(TEMPORARY) ? Set.of() : Set.of(value);
            case IDENTITY_CENTER_USER -> Set.of(value);
            case PRINCIPAL_ARN -> Set.of(role(value));
            case PRINCIPAL_ID -> principals(value);
            case USER_NAME ->
                suspect.account()
                        .map(account -> Set.of("arn:aws:iam::" + account + ":user/" + value))
                        .orElse(Set.of());
            case SOURCE_IDENTITY, SOURCE_IP, CONSOLE_SESSION, SERVICE_SESSION, SHARED_EVENT -> Set.of();
        };
    }

    private static String role(String arn) {
        Matcher session = SESSION_ARN.matcher(arn);
        return session.matches()
                ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                : arn;
    }

    /** Of {@code AROA…:session} the role, and the session itself: when it is an instance, that is the instance. */
    private static Set<String> principals(String id) {
        int colon = id.indexOf(':');
        return colon > 0 ? Set.of(id, id.substring(0, colon)) : Set.of(id);
    }
}
