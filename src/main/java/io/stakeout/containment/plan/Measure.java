package io.stakeout.containment.plan;

/**
 * The catalogue: what each kind of step stops, what it doesn't, and what the suspect sees. Sources are in
 * docs/containment.md.
 */
enum Measure {
    CLIP_USER(
            "Deny user %s handing out credentials, changing permissions and tampering with logs",
            "new keys, users, roles, sessions and policies by this user, and changes of trails and log groups",
            "everything else that it may do; sessions of roles that it holds already",
            "whatever this user automates with IAM or AssumeRole",
            "AccessDenied on some calls, as with too few permissions; the policy is in ListUserPolicies",
            true),
    CLIP_SESSION(
            "Deny the named sessions of role %s handing out credentials, changing permissions and tampering with logs",
            "new credentials, permissions and role hops by these sessions, and changes of trails and log groups",
            "everything else that they may do; a session under another name",
            "nobody else, unless somebody shares the session's name",
            "AccessDenied on some calls, as with too few permissions; the policy is in ListRolePolicies",
            true),
    CLIP_ROLE(
            "Deny role %s handing out credentials, changing permissions and tampering with logs",
            "new credentials, permissions and role hops by this role",
            "everything else that it may do",
            "everybody who uses this role",
            "AccessDenied on some calls; the policy is in ListRolePolicies",
            true),
    SESSIONS_BEFORE(
            "Cut the named sessions of role %s that were issued before the cut-off",
            "every call of these sessions, wherever they are used; their owner can sign in anew",
            "a session issued later, also under the same name; GetCallerIdentity; what resource policies grant to others",
            "nobody else, unless somebody shares the session's name: then they sign in anew",
            "AccessDenied on everything but GetCallerIdentity; the policy is in ListRolePolicies",
            true),
    SESSIONS(
            "Cut the named sessions of role %s, now and under the same name later",
            "every call of these sessions, and of later ones of the same name",
            "a session of the role under another name, when whoever mints it is not cut; GetCallerIdentity",
            "whoever shares the session's name, for example an instance or a pipeline",
            "AccessDenied on everything but GetCallerIdentity; the policy is in ListRolePolicies",
            true),
    FEDERATED(
            "Cut the federated sessions named so of user %s",
            "every call of the federated user of this name",
            "federated users of other names, and the issuing user itself",
            "whoever shares the federated user's name",
            "AccessDenied on everything but GetCallerIdentity",
            true),
    SOURCE_IDENTITY(
            "Cut every session of role %s with this source identity",
            "sessions of this person in this role, also after role chains",
            "sessions without a source identity, and those of other roles",
            "only this person",
            "AccessDenied on everything but GetCallerIdentity",
            true),
    USER_SESSIONS(
            "Cut the temporary sessions of user %s that were issued before the cut-off",
            "sessions of GetSessionToken and GetFederationToken, and console sessions, issued before",
            "its access keys, sessions issued later, sessions of roles that it holds already",
            "the user signs in anew",
            "AccessDenied in these sessions; the policy is in ListUserPolicies",
            true),
    USER_DENY(
            "Deny everything to user %s",
            "its keys, its console and temporary sessions, and every new AssumeRole by it",
            "sessions of roles that it holds already; GetCallerIdentity; what resource policies grant to others",
            "everything that uses this user",
            "AccessDenied on everything but GetCallerIdentity; the policy is in ListUserPolicies",
            true),
    USER_BOUNDARY(
            "Put a boundary that denies everything round user %s",
            "the same as the deny, by a second way that has to be removed too",
            "the same",
            "everything that uses this user",
            "it is in GetUser",
            true),
    ROLE_DENY(
            "Deny everything to role %s",
            "every session of it, held or still to come",
            "GetCallerIdentity; what resource policies grant to others",
            "everybody who uses this role",
            "AccessDenied on everything but GetCallerIdentity; the policy is in ListRolePolicies",
            true),
    ROLE_REVOKE(
            "Revoke every session of role %s that was issued before the cut-off",
            "all sessions of the role that were issued before",
            "sessions issued later: whoever may assume the role can do so at once",
            "everybody who uses this role has to assume it anew; instances fail until their credentials are renewed",
            "AccessDenied on everything until the role is assumed anew",
            true),
    KEY(
            "Switch off access key %s",
            "every new call with this key",
            "sessions that were minted with it; the user's other key and console",
            "whatever uses this key",
            "InvalidClientTokenId: it is plain that the key was switched off; ListAccessKeys shows it",
            true),
    PASSWORD(
            "Remove the console password of user %s",
            "new sign-ins to the console with the password",
            "a console session that is open already; keys",
            "the user needs a new password",
            "sign-in fails; GetLoginProfile finds none",
            false),
    SERVICE_CREDENTIAL(
            "Switch off service credential %s",
            "CodeCommit, Keyspaces or Bedrock by this credential",
            "everything else",
            "whatever uses it, for example git",
            "sign-in by it fails",
            true),
    SSH_KEY(
            "Switch off SSH key %s",
            "CodeCommit by this key",
            "everything else",
            "whatever uses it, for example git",
            "it is refused; ListSSHPublicKeys shows it",
            true),
    SIGNING_CERTIFICATE(
            "Switch off signing certificate %s",
            "requests that are signed by this certificate",
            "everything else",
            "whatever signs by it",
            "they are refused; ListSigningCertificates shows it",
            true),
    CONTROL_POLICY(
            "Deny everything to %s by a service control policy",
            "every call of this principal in its account; an admin of the account can't take it back",
            "principals of the management account, and service-linked roles",
            "as of the deny within the account",
            "AccessDenied naming a service control policy, to whoever looks closely",
            true),
    PERSON(
            "Deny everything to Identity Center user %s by a service control policy",
            "every call of this person in this account, by whatever permission set; an admin of the account can't take it"
                    + " back",
            "calls in other accounts, and in the management account; signing in, and new sessions, which can do nothing",
            "only this person: others of the same permission set go on",
            "AccessDenied naming a service control policy, to whoever looks closely",
            true);

    private final String title;
    private final String stops;
    private final String doesNotStop;
    private final String sideEffect;
    private final String notices;
    private final boolean reversible;

    Measure(String title, String stops, String doesNotStop, String sideEffect, String notices, boolean reversible) {
        this.title = title;
        this.stops = stops;
        this.doesNotStop = doesNotStop;
        this.sideEffect = sideEffect;
        this.notices = notices;
        this.reversible = reversible;
    }

    Step step(String whom, Slot slot, Change change, java.util.List<Long> identities) {
        return new Step(
                String.format(title, whom),
                Calls.of(slot, change),
                slot,
                change,
                identities,
                false,
                stops,
                doesNotStop,
                sideEffect,
                notices,
                reversible
                        ? "what was there is put back, byte for byte"
                        : "not reversible: a new one has to be given out",
                reversible);
    }
}
