package io.stakeout.cloudtrail;

import java.util.Optional;

/** Who calls, as far as it decides whether a named user or role is the caller itself; and the ARNs of its account. */
final class Caller {

    private static final String USER = "IAMUser";

    private final Principal principal;
    private final Optional<String> account;
    private final Optional<Arn> arn;

    Caller(CloudTrailRecord call) {
        this.principal = call.principal();
        this.account = call.account().filter(Forms::isAccount);
        this.arn = principal.arn().flatMap(Arn::of);
    }

    /** The twelve digits of the account whose trail has the record, else the caller's own. */
    Optional<String> account() {
        return account;
    }

    boolean isUser() {
        return principal.type().equals(Optional.of(USER));
    }

    boolean isUser(String name) {
        return isUser() && principal.userName().or(() -> arn.map(Arn::name)).equals(Optional.of(name));
    }

    /** Whether the caller is a session of the role. */
    boolean isRole(String name) {
        boolean issued = principal.issuerType().equals(Optional.of("Role"))
                && principal.issuerUserName().equals(Optional.of(name));
        return issued
                || arn.filter(Arn::isRoleSession)
                        .filter(session -> session.name().startsWith(name + "/"))
                        .isPresent();
    }

    /** The caller's ARN when it is an IAM user, path included. */
    Optional<Arn> ownUserArn() {
        return arn.filter(own -> isUser() && own.isUser());
    }

    /** Without the path, which a request does not tell; the caller's own with it. */
    Optional<Arn> userArn(String name) {
        return isUser(name) ? ownUserArn().or(() -> iamArn("user/" + name)) : iamArn("user/" + name);
    }

    /** Without the path, which a request does not tell. */
    Optional<Arn> roleArn(String name) {
        return iamArn("role/" + name);
    }

    private Optional<Arn> iamArn(String resource) {
        return account.flatMap(digits -> Arn.of("arn:" + partition() + ":iam::" + digits + ":" + resource));
    }

    /** That of the caller's ARN ({@code aws-cn}, {@code aws-us-gov}), since no principal acts in two of them. */
    String partition() {
        return arn.map(Arn::partition).filter(text -> !text.isBlank()).orElse("aws");
    }
}
