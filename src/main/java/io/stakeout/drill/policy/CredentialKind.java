package io.stakeout.drill.policy;

/**
 * What a call is signed with. Some limits come with the credentials and not with any policy: see
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
public enum CredentialKind {
    /** An access key of an IAM user or of a root user. */
    LONG_TERM,
    /** Of GetSessionToken. */
    SESSION_TOKEN,
    /** Of GetFederationToken. */
    FEDERATION_TOKEN,
    /** Of AssumeRole and its relatives. */
    ROLE_SESSION,
    /** None: a service, or an unsigned call. */
    NONE
}
