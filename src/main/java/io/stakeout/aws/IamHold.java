package io.stakeout.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/** Some slots of an account, opened for one plan. Belongs to one thread. */
final class IamHold implements AccessControl.Hold {

    private final Set<Slot> slots;
    private final Optional<Way<IamClient>> account;
    private final Optional<Way<OrganizationsClient>> organization;

    IamHold(List<Slot> slots, Optional<Way<IamClient>> account, Optional<Way<OrganizationsClient>> organization) {
        this.slots = Set.copyOf(slots);
        this.account = account;
        this.organization = organization;
    }

    @Override
    public Optional<String> read(Slot slot) {
        requireOpened(slot);
        if (slot instanceof Slot.InlinePolicy inline) {
            return of(inline.principal(), () -> bearer(inline.principal()).policy(inline.policy()));
        }
        if (slot instanceof Slot.Boundary boundary) {
            return of(boundary.principal(), () -> bearer(boundary.principal()).boundary());
        }
        if (slot instanceof Slot.KeyStatus key) {
            return of(key.user(), () -> credentials(key.user()).key(key.keyId()));
        }
        if (slot instanceof Slot.Password password) {
            return of(password.user(), () -> credentials(password.user()).password());
        }
        if (slot instanceof Slot.ServiceCredential credential) {
            return of(
                    credential.user(),
                    () -> credentials(credential.user()).serviceCredential(credential.credentialId()));
        }
        if (slot instanceof Slot.SshKey key) {
            return of(key.user(), () -> credentials(key.user()).sshKey(key.keyId()));
        }
        if (slot instanceof Slot.SigningCertificate certificate) {
            return of(
                    certificate.user(), () -> credentials(certificate.user()).certificate(certificate.certificateId()));
        }
        return controlPolicies().read((Slot.ControlPolicy) slot);
    }

    @Override
    public List<String> write(Slot slot, Optional<String> value) {
        requireOpened(slot);
        if (slot instanceof Slot.InlinePolicy inline) {
            return of(inline.principal(), () -> bearer(inline.principal()).putPolicy(inline.policy(), value));
        }
        if (slot instanceof Slot.Boundary boundary) {
            return of(boundary.principal(), () -> bearer(boundary.principal()).putBoundary(value));
        }
        if (slot instanceof Slot.KeyStatus key) {
            return of(key.user(), () -> credentials(key.user()).putKey(key.keyId(), value));
        }
        if (slot instanceof Slot.Password password) {
            return of(password.user(), () -> credentials(password.user()).putPassword(value));
        }
        if (slot instanceof Slot.ServiceCredential credential) {
            return of(
                    credential.user(),
                    () -> credentials(credential.user()).putServiceCredential(credential.credentialId(), value));
        }
        if (slot instanceof Slot.SshKey key) {
            return of(key.user(), () -> credentials(key.user()).putSshKey(key.keyId(), value));
        }
        if (slot instanceof Slot.SigningCertificate certificate) {
            return of(
                    certificate.user(),
                    () -> credentials(certificate.user()).putCertificate(certificate.certificateId(), value));
        }
        return controlPolicies().write((Slot.ControlPolicy) slot, value);
    }

    @Override
    public Standing standing(PrincipalRef principal) {
        if (principal.kind() == PrincipalRef.Kind.ROOT) {
            return new Standing(principal.arn(), principal.account(), Map.of());
        }
        return bearer(principal).standing();
    }

    /**
     * To a session that may ask for this principal only, IAM says of one that has vanished that it is denied: its ARN isn't
     * known any more. Whether it is there may be asked for all.
     */
    private <T> T of(PrincipalRef principal, Supplier<T> work) {
        try {
            return work.get();
        } catch (AccessControlException.Permanent e) {
            if (AwsCalls.denied(e)) {
                requireThere(principal, e);
            }
            throw e;
        }
    }

    private void requireThere(PrincipalRef principal, AccessControlException.Permanent denied) {
        try {
            bearer(principal).standing();
        } catch (AccessControlException.Gone gone) {
            throw gone;
        } catch (AccessControlException e) {
            denied.addSuppressed(e);
        }
    }

    private void requireOpened(Slot slot) {
        if (!slots.contains(slot)) {
            throw notOpened(slot.id());
        }
    }

    private static AccessControlException notOpened(String what) {
        return new AccessControlException.Permanent(
                "not-opened", what + " was not opened for this plan. Nothing was called.", null);
    }

    private Bearer bearer(PrincipalRef principal) {
        Way<IamClient> way = account.orElseThrow(() -> notOpened(principal.arn()));
        return Bearer.of(principal, way.client(), way.calls());
    }

    private UserCredentials credentials(PrincipalRef user) {
        Way<IamClient> way = account.orElseThrow(() -> notOpened(user.arn()));
        return new UserCredentials(user.name(), way.client(), way.calls());
    }

    private ControlPolicies controlPolicies() {
        Way<OrganizationsClient> way = organization.orElseThrow(() -> notOpened("the organization"));
        return new ControlPolicies(way.client(), way.calls());
    }

    @Override
    public List<String> sessions() {
        return Stream.concat(account.flatMap(Way::session).stream(), organization.flatMap(Way::session).stream())
                .toList();
    }

    @Override
    public void close() {
        account.ifPresent(Way::close);
        organization.ifPresent(Way::close);
    }
}
