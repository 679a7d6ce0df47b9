package io.stakeout.drill.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.policy.Principal;
import io.stakeout.drill.trail.CallerIdentity;
import io.stakeout.drill.trail.SessionContext;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

/** Finds out who signed a request, or says why it can't be told. */
final class Authenticator {

    private final Cloud cloud;

    Authenticator(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The caller, as authorisation sees it: a key that was made or deactivated a moment ago is so only later. */
    Caller caller(Incoming request, Signature signature, World effective) throws ApiError {
        Optional<Session> session = cloud.session(signature.accessKeyId());
        if (session.isPresent()) {
            return ofSession(request, signature, session.get(), effective);
        }
        World.KeyOwner owner = effective
                .keyOwner(signature.accessKeyId())
                .filter(found -> found.key().active())
                .orElseThrow(Authenticator::invalidToken);
        signature.verify(request, owner.key().secret());
        return ofUser(owner.user(), owner.key().id());
    }

    private static ApiError invalidToken() {
        return new ApiError("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
    }

    private Caller ofSession(Incoming request, Signature signature, Session session, World effective) throws ApiError {
        if (!request.header("x-amz-security-token")
                .filter(session.token()::equals)
                .isPresent()) {
            throw invalidToken();
        }
        signature.verify(request, session.secret());
        if (session.expired(cloud.now())) {
            throw new ApiError("ExpiredToken", 403, "The security token included in the request is expired");
        }
        if (session.kind() == CredentialKind.ROLE_SESSION) {
            return effective
                    .account(session.account())
                    .role(session.owner())
                    .filter(role -> role.entity().id().equals(session.ownerId()))
                    .map(role -> ofRole(role, session))
                    .orElseThrow(Authenticator::invalidToken);
        }
        return effective
                .account(session.account())
                .user(session.owner())
                .filter(user -> user.entity().id().equals(session.ownerId()))
                .map(user -> session.kind() == CredentialKind.SESSION_TOKEN
                        ? ofSessionToken(user, session)
                        : ofFederatedUser(user, session))
                .orElseThrow(Authenticator::invalidToken);
    }

    private static Caller ofUser(User user, String keyId) {
        return new Caller(
                principal(user),
                CredentialKind.LONG_TERM,
                keyId,
                Optional.empty(),
                user.permissions(),
                identity(user, keyId, Optional.empty()),
                user.name(),
                user.entity().tags());
    }

    private static Caller ofSessionToken(User user, Session session) {
        SessionContext context = new SessionContext(
                session.issued(), session.mfa(), Optional.empty(), session.sourceIdentity(), Optional.empty());
        return new Caller(
                principal(user),
                session.kind(),
                session.accessKeyId(),
                Optional.of(session),
                user.permissions(),
                identity(user, session.accessKeyId(), Optional.of(context)),
                user.name(),
                user.entity().tags());
    }

    private static Principal principal(User user) {
        return new Principal(
                Principal.Kind.USER,
                user.entity().account(),
                user.arn(),
                Optional.empty(),
                user.entity().id(),
                false);
    }

    private static CallerIdentity identity(User user, String keyId, Optional<SessionContext> context) {
        return new CallerIdentity(
                CallerIdentity.Type.IAM_USER,
                user.entity().account(),
                user.entity().id(),
                user.arn(),
                Optional.of(user.name()),
                Optional.of(keyId),
                context,
                Optional.empty());
    }

    private static Caller ofFederatedUser(User user, Session session) {
        String account = session.account();
        String arn = "arn:aws:sts::" + account + ":federated-user/" + session.name();
        String id = account + ":" + session.name();
        SessionContext.Issuer issuer =
                new SessionContext.Issuer("IAMUser", user.entity().id(), user.arn(), account, user.name());
        return new Caller(
                new Principal(Principal.Kind.FEDERATED_USER, account, arn, Optional.empty(), id, false),
                session.kind(),
                session.accessKeyId(),
                Optional.of(session),
                user.permissions(),
                identity(CallerIdentity.Type.FEDERATED_USER, id, arn, session, issuer),
                user.name(),
                session.tags());
    }

    private static Caller ofRole(Role role, Session session) {
        String arn = "arn:aws:sts::" + session.account() + ":assumed-role/" + role.name() + "/" + session.name();
        String id = role.entity().id() + ":" + session.name();
        SessionContext.Issuer issuer =
                new SessionContext.Issuer("Role", role.entity().id(), role.arn(), session.account(), role.name());
        Map<String, String> tags = new LinkedHashMap<>(role.entity().tags());
        tags.putAll(session.tags());
        return new Caller(
                new Principal(
                        Principal.Kind.ROLE_SESSION,
                        session.account(),
                        role.arn(),
                        Optional.of(arn),
                        id,
                        role.serviceLinked()),
                session.kind(),
                session.accessKeyId(),
                Optional.of(session),
                role.permissions(),
                identity(CallerIdentity.Type.ASSUMED_ROLE, id, arn, session, issuer),
                role.name(),
                tags);
    }

    private static CallerIdentity identity(
            CallerIdentity.Type type, String id, String arn, Session session, SessionContext.Issuer issuer) {
        SessionContext context = new SessionContext(
                session.issued(),
                session.mfa(),
                Optional.of(issuer),
                session.sourceIdentity(),
                session.deliveredTo().map(instance -> "2.0"));
        return new CallerIdentity(
                type,
                session.account(),
                id,
                arn,
                Optional.empty(),
                Optional.of(session.accessKeyId()),
                Optional.of(context),
                Optional.empty());
    }
}
