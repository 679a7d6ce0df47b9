package io.stakeout.cloudtrail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a successful call handed to its caller, or laid the caller's hand on: a credential, a session, a
 * principal, a place from which credentials can be had.
 *
 * @param kind what it is
 * @param value by which it is known, see {@link Kind}
 * @param name short, for people
 * @param account the twelve digits of the account that it belongs to, where the record tells or implies it
 * @param how the call, for example {@code AssumeRole}, without a version in its name
 * @param relation whether it came into being by this call
 * @param certainty how surely the record says so
 * @param reach how far a watch has to follow to come to it
 * @param followed whether its own calls are the caller's doing until somebody says otherwise; what is merely named is
 *     offered instead
 * @param notBefore its calls before that moment are somebody else's; empty when all of them count
 * @param under the index, in the list of the same call, of the one that this belongs to; empty when that is the caller
 */
public record Issuance(
        Kind kind,
        String value,
        String name,
        Optional<String> account,
        String how,
        Relation relation,
        Certainty certainty,
        Reach reach,
        boolean followed,
        Optional<Instant> notBefore,
        Optional<Integer> under) {

    /** What can be handed out, and the form of its value. */
    public enum Kind {
        /** Access key id, long-term or temporary. */
        ACCESS_KEY,
        /** ARN of a role session, {@code arn:aws:sts::…:assumed-role/ROLE/SESSION}. */
        ROLE_SESSION,
        /** ARN {@code arn:aws:sts::…:federated-user/NAME}. */
        FEDERATED_USER,
        /** ARN of an IAM user; without its path when the record doesn't tell it. */
        USER,
        /** ARN of an IAM role; without its path when the record doesn't tell it. */
        ROLE,
        /** ARN of an account's root. */
        ROOT,
        /** Principal id, a blank, and the creation date of the session as in {@code sessionContext.attributes}. */
        CONSOLE_SESSION,
        /** Instance id, {@code i-…}. */
        INSTANCE,
        /** ARN of a Lambda function. */
        FUNCTION,
        /** Id of a service-specific credential, {@code ACCA…}. */
        SERVICE_CREDENTIAL,
        /** Id of an SSH public key for CodeCommit, {@code APKA…}. */
        SSH_KEY,
        /** Id of an X.509 certificate by which a user signs requests. */
        SIGNING_CERTIFICATE,
        /** User id of an Identity Center identity store. */
        IDENTITY_CENTER_USER,
        /** Principal outside the account that a policy lets in: an ARN, an account, a service or {@code *}. */
        OUTSIDER,
        /** ARN of a trust anchor of IAM Roles Anywhere. */
        TRUST_ANCHOR;

        /** For the API and the database, for example {@code access-key}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it was there before. */
    public enum Relation {
        /** It did not exist before the call. */
        MINTED,
        /** It existed, and the caller has laid a hand on it: its own calls may well be somebody else's. */
        TOUCHED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How surely the record says so. */
    public enum Certainty {
        /** A key id or a principal stands in the record. */
        EXACT,
        /** Put together from what stands there, for example of a role and a session name. */
        DERIVED,
        /** It may be so. */
        POSSIBLE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a watch has to follow, least first. */
    public enum Reach {
        SESSION,
        CREDENTIAL,
        ANYTHING;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Issuance {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
        Objects.requireNonNull(name);
        Objects.requireNonNull(account);
        Objects.requireNonNull(how);
        Objects.requireNonNull(relation);
        Objects.requireNonNull(certainty);
        Objects.requireNonNull(reach);
        Objects.requireNonNull(notBefore);
        Objects.requireNonNull(under);
    }

    /**
     * What a call handed out, in an order in which each comes after the one that it is under; empty for a call that
     * failed or was denied, and for nearly every other.
     */
    public static List<Issuance> of(CloudTrailRecord record) {
        return Issuances.of(record);
    }
}
