package io.stakeout.watch;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stakeout.Problem;

/**
 * Whom we suspect, by one identifier. Values are compared exactly as AWS writes them; IPv6 addresses by value.
 *
 * @param account the twelve-digit account that the suspect belongs to; needed for a user name, a limit for the others
 */
public record Suspect(SuspectType type, String value, Optional<String> account) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public Suspect {
        Objects.requireNonNull(type);
        Objects.requireNonNull(account);
        if (value == null || !type.accepts(value)) {
            throw Problem.invalid(
                    "Suspect not understood", "A suspect of type " + type.id() + " is " + type.expectation() + ".");
        }
        if (account.isPresent() && !ACCOUNT.matcher(account.get()).matches()) {
            throw Problem.invalid("Account not understood", "An AWS account is twelve digits.");
        }
        if (type == SuspectType.USER_NAME && account.isEmpty()) {
            throw Problem.invalid(
                    "Account missing", "User names repeat between accounts: give the account of the user, 12 digits.");
        }
        value = type == SuspectType.SOURCE_IP ? Addresses.canonical(value) : value;
    }

    /** Builds a suspect from what a person or a script wrote. */
    public static Suspect of(String type, String value, String account) {
        SuspectType known = SuspectType.byId(type == null ? "" : type)
                .orElseThrow(() -> Problem.invalid(
                        "Suspect type unknown",
                        "Use one of access-key, principal-arn, principal-id, user-name, identity-center-user,"
                                + " source-identity, source-ip."));
        Optional<String> where = Optional.ofNullable(account).filter(text -> !text.isBlank());
        return new Suspect(known, value == null ? null : value.strip(), where);
    }
}
