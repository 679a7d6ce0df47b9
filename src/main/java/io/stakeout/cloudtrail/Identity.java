package io.stakeout.cloudtrail;

/**
 * Who made a call, by the kinds that AWS tells apart. What to key on differs by kind:
 *
 * <table>
 * <caption>Identities</caption>
 * <tr><th>kind</th><th>keyed on</th></tr>
 * <tr><td>IAM user</td><td>principal id (survives a rename), else ARN</td></tr>
 * <tr><td>root</td><td>ARN</td></tr>
 * <tr><td>role session</td><td>principal id {@code AROA…:session}, else session ARN</td></tr>
 * <tr><td>role, AWS account, SAML and web identity user</td><td>ARN or principal id</td></tr>
 * <tr><td>federated user</td><td>ARN of the issuer: that is the person</td></tr>
 * <tr><td>Identity Center user</td><td>identity store ARN and user id</td></tr>
 * <tr><td>AWS service</td><td>its name; the real subject is in the request</td></tr>
 * </table>
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity
 *     element</a>
 */
public sealed interface Identity {

    /** A short name for people, at most 64 characters, fit for the screen. */
    String label();

    /** The value that stays the same from call to call; empty when the record names nobody. */
    String keyedOn();

    /** Never fails: what cannot be told is {@link Unknown}. */
    static Identity of(Principal principal) {
        return Identities.of(principal);
    }

    record IamUser(String name, String keyedOn) implements Identity {
        @Override
        public String label() {
            return Labels.plain(name);
        }
    }

    record Root(String accountId, String keyedOn) implements Identity {
        @Override
        public String label() {
            return accountId.isEmpty() ? "root" : Labels.plain("root of " + accountId);
        }
    }

    /**
     * A session of a role.
     *
     * @param roleName without path
     * @param roleArn with path, from the session issuer; empty when the record does not name it
     */
    record AssumedRoleSession(String roleName, String sessionName, String roleArn, String keyedOn) implements Identity {

        /** The instance's id for sessions of an instance profile, else ROLE/SESSION with the telling ends kept. */
        @Override
        public String label() {
            return Labels.session(roleName, sessionName);
        }
    }

    record PersistentRole(String name, String keyedOn) implements Identity {
        @Override
        public String label() {
            return Labels.plain(name);
        }
    }

    /**
     * A session of GetFederationToken.
     *
     * @param issuerName the user who called it, empty when not told
     */
    record FederatedUser(String name, String issuerName, String keyedOn) implements Identity {
        @Override
        public String label() {
            return issuerName.isEmpty() ? Labels.plain(name) : Labels.plain(name + " (by " + issuerName + ")");
        }
    }

    record SamlUser(String name, String keyedOn) implements Identity {
        @Override
        public String label() {
            return Labels.plain(name);
        }
    }

    record WebIdentityUser(String name, String keyedOn) implements Identity {
        @Override
        public String label() {
            return Labels.plain(name);
        }
    }

    record IdentityCenterUser(String userId, String identityStoreArn, String keyedOn) implements Identity {
        @Override
        public String label() {
            return Labels.plain("Identity Center user " + userId);
        }
    }

    /** Somebody of another account: the copy of a cross-account call in the account that was entered. */
    record AwsAccount(String accountId, String principalId, String keyedOn) implements Identity {
        @Override
        public String label() {
            return Labels.plain("account " + (accountId.isEmpty() ? principalId : accountId));
        }
    }

    record AwsService(String name, String keyedOn) implements Identity {
        @Override
        public String label() {
            return Labels.plain(name);
        }
    }

    record Unknown(String keyedOn) implements Identity {
        @Override
        public String label() {
            return keyedOn.isEmpty() ? "somebody" : Labels.plain(keyedOn);
        }
    }
}
