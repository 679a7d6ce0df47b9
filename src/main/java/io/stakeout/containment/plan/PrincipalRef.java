package io.stakeout.containment.plan;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A user, a role or an account's root, as IAM's calls name it: by account and name, without the path, which CloudTrail
 * often doesn't tell.
 *
 * @param account twelve digits
 * @param name the name alone; {@code root} for a root
 */
public record PrincipalRef(Kind kind, String account, String name) {

    /** What it is. */
    public enum Kind {
        USER,
        ROLE,
        ROOT;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:(iam|sts)::(\\d{12}):"
            + "(?:(user|role|assumed-role)/(?:[^/]+/)*?([\\w+=,.@-]{1,64})(/[\\w+=,.@-]{2,64})?|root)");

    /** IAM User Guide, "IAM and AWS STS quotas": name requirements of users and roles. */
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

    /** IAM Identity Center User Guide, "Permission sets": a role for each, in each account that it is assigned in. */
    private static final String IDENTITY_CENTER = "awsreservedsso_";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /** @throws IllegalArgumentException when account or name can't be one: nothing is ever called with such a target */
    public PrincipalRef {
        Objects.requireNonNull(kind);
        if (account == null || !ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("an account has twelve digits");
        }
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a " + kind.id() + " can't be named so");
        }
    }

    /**
     * Of a user's, role's or root's ARN, and of a role session's the role; nothing when the text is another ARN or none.
     */
    public static Optional<PrincipalRef> ofArn(String arn) {
        Matcher match = ARN.matcher(arn);
        if (!match.matches()) {
            return Optional.empty();
        }
        boolean session = "assumed-role".equals(match.group(3));
        if (session != "sts".equals(match.group(1))) {
            return Optional.empty();
        }
        if (match.group(3) == null) {
            return Optional.of(new PrincipalRef(Kind.ROOT, match.group(2), "root"));
        }
        if (session) {
            return session(arn);
        }
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return Optional.of(
                new PrincipalRef("user".equals(match.group(3)) ? Kind.USER : Kind.ROLE, match.group(2), name));
    }

    private static Optional<PrincipalRef> session(String arn) {
        String[] parts = arn.split("[:/]");
        return parts.length == 8 ? Optional.of(new PrincipalRef(Kind.ROLE, parts[4], parts[6])) : Optional.empty();
    }

    /** Whether it is a role of Identity Center, which alone can edit it. */
    @JsonIgnore
    public boolean ofIdentityCenter() {
        return kind == Kind.ROLE && name.toLowerCase(Locale.ROOT).startsWith(IDENTITY_CENTER);
    }

    /** For keys and texts: its ARN as far as the path is unknown, in the partition of AWS's own documentation. */
    @JsonIgnore
    public String arn() {
        return "arn:aws:iam::" + account + ":" + (kind == Kind.ROOT ? "root" : kind.id() + "/" + name);
    }
}
