package io.stakeout.aws;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

/**
 * Cuts access by IAM and, where a plan says so, by service control policies; in a drill in its small cloud, by the same
 * calls. Thread-safe.
 */
@Singleton
class IamAccessControl implements AccessControl {

    private final Ways ways;
    private final OwnRoles roles;
    private final OwnIdentity self;

    IamAccessControl(Ways ways, OwnRoles roles, OwnIdentity self) {
        this.ways = ways;
        this.roles = roles;
        this.self = self;
    }

    @Override
    public Hold open(String account, String session, List<Slot> slots) {
        requireOf(account, slots);
        List<Slot.ControlPolicy> control = slots.stream()
                .filter(Slot.ControlPolicy.class::isInstance)
                .map(Slot.ControlPolicy.class::cast)
                .toList();
        boolean inAccount = control.isEmpty() || control.size() < slots.size();
        Optional<Way<OrganizationsClient>> organization = control.isEmpty()
                ? Optional.empty()
                : Optional.of(ways.intoOrganization(session, ways.slotCalls().inOrganization(control)));
        try {
            Optional<Way<IamClient>> iam = inAccount
                    ? Optional.of(
                            ways.intoAccount(account, session, ways.slotCalls().inAccount(slots)))
                    : Optional.empty();
            return new IamHold(slots, iam, organization);
        } catch (AccessControlException e) {
            organization.ifPresent(Way::close);
            throw e;
        }
    }

    /** A slot of another account would be refused by AWS at best, and be somebody else's of the same name at worst. */
    private static void requireOf(String account, List<Slot> slots) {
        slots.stream()
                .filter(slot -> !slot.account().equals(account))
                .findFirst()
                .ifPresent(slot -> {
                    throw new AccessControlException.Permanent(
                            "other-account",
                            slot.id() + " is not of account " + account + ". Nothing was called.",
                            null);
                });
    }

    @Override
    public String self() {
        return self.arn();
    }

    @Override
    public Set<PrincipalRef> rolesIn(String account) {
        return roles.principals(account);
    }
}
