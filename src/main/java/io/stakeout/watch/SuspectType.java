package io.stakeout.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what a suspect is named, or an identity that it has minted is known. The form of each identifier is AWS's: IAM User Guide, "IAM identifiers" and the API
 * models' length limits.
 */
public enum SuspectType {
    ACCESS_KEY("[A-Z0-9]{16,128}", "an access key id such as AKIAIOSFODNN7EXAMPLE, 16 to 128 capitals and digits"),
    PRINCIPAL_ARN(
            "arn:aws[a-z-]{0,20}:(iam|sts)::\\d{12}:(root|(user|role|federated-user)/[\\x21-\\x7e&&[^*?]]{1,600}"
                    + "|assumed-role/[\\x21-\\x7e&&[^*?/]]{1,600}/[\\x21-\\x7e&&[^*?]]{1,600})",
            "the ARN of a user, role, role session, federated user or root, without wildcards"),
    PRINCIPAL_ID(
            "[A-Z0-9]{12,128}(:[\\w+=,.@-]{1,128})?", "a principal id such as AIDA… or AROA…, or AROA…:session-name"),
    USER_NAME("[\\w+=,.@-]{1,64}", "an IAM user name of up to 64 letters, digits and + = , . @ _ -"),
    IDENTITY_CENTER_USER("[A-Za-z0-9-]{8,64}", "the user id of an Identity Center identity store"),
    SOURCE_IDENTITY("[\\w+=,.@-]{2,64}", "a source identity of 2 to 64 letters, digits and + = , . @ _ -"),
    SOURCE_IP("[0-9A-Fa-f.:]{2,45}", "one IPv4 or IPv6 address, not a range"),
    /** Found by following, never named by a person, as are those below: principal id, a blank, and creation date. */
    CONSOLE_SESSION("[A-Z0-9]{12,128}(:[\\w+=,.@-]{1,128})? \\S{1,64}", "a principal id and a creation date", false),
    /** The name under which a service assumes a role for something of ours, for example {@code i-0dbc91f429e48eeed}. */
    SERVICE_SESSION("[\\w+=,.@-]{2,64}", "a session name that a service uses", false),
    /** What the two records of a call between accounts have in common. */
    SHARED_EVENT("[A-Za-z0-9-]{8,64}", "a sharedEventID", false);

    private final Pattern form;
    private final String expectation;
    private final boolean nameable;

    SuspectType(String form, String expectation) {
        this(form, expectation, true);
    }

    SuspectType(String form, String expectation, boolean nameable) {
        this.form = Pattern.compile(form);
        this.expectation = expectation;
        this.nameable = nameable;
    }

    /** The name in the API and in the database, for example {@code access-key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those that a person may name. */
    public static Optional<SuspectType> byId(String id) {
        return Arrays.stream(values())
                .filter(type -> type.nameable && type.id().equals(id))
                .findFirst();
    }

    /** Whether a value has the form of this type. */
    public boolean accepts(String value) {
        return form.matcher(value).matches() && (this != SOURCE_IP || Addresses.isAddress(value));
    }

    /** What a value of this type looks like, for an error message. */
    String expectation() {
        return expectation;
    }
}
