package io.stakeout.containment.plan;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One place in AWS whose value a step changes. A value is a text, or nothing at all. Reading it tells whether a step has
 * taken effect, so that one can be resumed, proved and undone the same way whatever it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Slot.InlinePolicy.class, name = "inline-policy"),
    @JsonSubTypes.Type(value = Slot.Boundary.class, name = "boundary"),
    @JsonSubTypes.Type(value = Slot.KeyStatus.class, name = "key-status"),
    @JsonSubTypes.Type(value = Slot.Password.class, name = "password"),
    @JsonSubTypes.Type(value = Slot.ServiceCredential.class, name = "service-credential"),
    @JsonSubTypes.Type(value = Slot.SshKey.class, name = "ssh-key"),
    @JsonSubTypes.Type(value = Slot.SigningCertificate.class, name = "signing-certificate"),
    @JsonSubTypes.Type(value = Slot.ControlPolicy.class, name = "control-policy")
})
public sealed interface Slot {

    /** The account whose people notice: where the principal lives. */
    String account();

    /** The same for the same place, different for every other. */
    @JsonIgnore
    String id();

    /** An inline policy of a user or role; the value is its document, byte for byte. */
    record InlinePolicy(PrincipalRef principal, String policy) implements Slot {
        public InlinePolicy {
            Objects.requireNonNull(principal);
            Objects.requireNonNull(policy);
        }

        @Override
        @JsonIgnore
        public String account() {
            return principal.account();
        }

        @Override
        public String id() {
            return "inline-policy " + principal.arn() + " " + policy;
        }
    }

    /** The permissions boundary of a user or role; the value is the ARN of a managed policy. */
    record Boundary(PrincipalRef principal) implements Slot {
        public Boundary {
            Objects.requireNonNull(principal);
        }

        @Override
        @JsonIgnore
        public String account() {
            return principal.account();
        }

        @Override
        public String id() {
            return "boundary " + principal.arn();
        }
    }

    /** Whether an access key works; the value is {@code Active} or {@code Inactive}, nothing when there is no such key. */
    record KeyStatus(PrincipalRef user, String keyId) implements Slot {
        public KeyStatus {
            Objects.requireNonNull(user);
            Objects.requireNonNull(keyId);
        }

        @Override
        @JsonIgnore
        public String account() {
            return user.account();
        }

        @Override
        public String id() {
            return "key-status " + user.arn() + " " + keyId;
        }
    }

    /** A user's console password; the value is {@code set}, or nothing. It can be removed, and never be put back. */
    record Password(PrincipalRef user) implements Slot {

        /** The value when there is one. */
        public static final String SET = "set";

        public Password {
            Objects.requireNonNull(user);
        }

        @Override
        @JsonIgnore
        public String account() {
            return user.account();
        }

        @Override
        public String id() {
            return "password " + user.arn();
        }
    }

    /** Whether a credential for one service works; values as of a key. */
    record ServiceCredential(PrincipalRef user, String credentialId) implements Slot {
        public ServiceCredential {
            Objects.requireNonNull(user);
            Objects.requireNonNull(credentialId);
        }

        @Override
        @JsonIgnore
        public String account() {
            return user.account();
        }

        @Override
        public String id() {
            return "service-credential " + user.arn() + " " + credentialId;
        }
    }

    /** Whether an SSH public key lets anybody in; values as of a key. */
    record SshKey(PrincipalRef user, String keyId) implements Slot {
        public SshKey {
            Objects.requireNonNull(user);
            Objects.requireNonNull(keyId);
        }

        @Override
        @JsonIgnore
        public String account() {
            return user.account();
        }

        @Override
        public String id() {
            return "ssh-key " + user.arn() + " " + keyId;
        }
    }

    /** Whether requests that a certificate signed are accepted; values as of a key. */
    record SigningCertificate(PrincipalRef user, String certificateId) implements Slot {
        public SigningCertificate {
            Objects.requireNonNull(user);
            Objects.requireNonNull(certificateId);
        }

        @Override
        @JsonIgnore
        public String account() {
            return user.account();
        }

        @Override
        public String id() {
            return "signing-certificate " + user.arn() + " " + certificateId;
        }
    }

    /** A service control policy that is attached to the account itself, by its name; the value is its document. */
    record ControlPolicy(String account, String policy) implements Slot {
        public ControlPolicy {
            Objects.requireNonNull(account);
            Objects.requireNonNull(policy);
        }

        @Override
        public String id() {
            return "control-policy " + account + " " + policy;
        }
    }
}
