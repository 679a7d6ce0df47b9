package io.stakeout.signal.finding;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a detector tells of one principal, and which identifiers follow from it exactly. Never more than it says: of a
 * session that is named, the role is not, since others work under it too.
 *
 * @param key access key id
 * @param id principal id: {@code AIDA…}, {@code AROA…}, {@code AROA…:session}, {@code ACCOUNT:name} of a federated user
 * @param arn of the principal itself
 * @param type in CloudTrail's words, or Security Hub's; blank when it isn't told
 * @param name of the user, or of the role of a session
 * @param account that owns the principal; empty when that isn't certain
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
record Claim(
        Optional<String> key,
        Optional<String> id,
        Optional<String> arn,
        String type,
        Optional<String> name,
        Optional<String> account,
        String partition) {

    private static final Set<String> USERS = Set.of("IAMUser", "User");
    private static final Set<String> ROLES = Set.of("AssumedRole", "Role");
    private static final Pattern SESSION = Pattern.compile("AROA[A-Z0-9]{8,124}:([\\w+=,.@-]{2,64})");
    private static final Pattern ACCOUNT_AND_NAME = Pattern.compile("(\\d{12}):([\\w+=,.@-]{2,64})");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern PARTITION = Pattern.compile("aws[a-z-]{0,20}");

    /** Of the partition that is told, {@code aws} when it is none. */
    static String partition(Optional<String> told) {
        return told.filter(text -> PARTITION.matcher(text).matches()).orElse("aws");
    }

    void name(Who who) {
        boolean exact = key.map(who::key).orElse(false);
        exact |= arn.map(who::arn).orElse(false);
        if (type.equals("Root")) {
            root(who);
        } else if (type.equals("FederatedUser")) {
            id.ifPresent(text -> federated(who, text));
        } else if (isRole()) {
            session(who, exact);
        } else {
            id.ifPresent(who::principalId);
        }
        if (USERS.contains(type)) {
            name.ifPresent(text -> who.userName(text, account));
        }
    }

    private boolean isRole() {
        return ROLES.contains(type)
                || id.filter(text -> text.startsWith("AROA")).isPresent();
    }

    /** A bare role id stands for everybody who assumes the role, so it is the last resort. */
    private void session(Who who, boolean exact) {
        Optional<Matcher> session = id.map(SESSION::matcher).filter(Matcher::matches);
        if (session.isPresent() || !exact) {
            id.ifPresent(who::principalId);
        }
        session.flatMap(match -> sessionArn(match.group(1))).ifPresent(who::arn);
    }

    /** A session's ARN has no path, even where its role's has, so the role's name is all that it takes. */
    private Optional<String> sessionArn(String session) {
        Optional<String> role = name.filter(text -> ROLE_NAME.matcher(text).matches());
        return role.flatMap(of ->
                account.map(owner -> "arn:" + partition + ":sts::" + owner + ":assumed-role/" + of + "/" + session));
    }

    /** The principal id of a root is its account's id. */
    private void root(Who who) {
        Optional<String> own = id.filter(text -> ACCOUNT.matcher(text).matches());
        own.or(() -> account).ifPresent(owner -> who.arn("arn:" + partition + ":iam::" + owner + ":root"));
    }

    private void federated(Who who, String text) {
        who.federatedId(text);
        Matcher match = ACCOUNT_AND_NAME.matcher(text);
        if (match.matches()) {
            who.arn("arn:" + partition + ":sts::" + match.group(1) + ":federated-user/" + match.group(2));
        }
    }
}
