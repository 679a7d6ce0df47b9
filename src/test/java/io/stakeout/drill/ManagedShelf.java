package io.stakeout.drill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

import io.stakeout.drill.Wording.Subject;

/**
 * A managed policy that is attached to a user, group or role, or is its boundary.
 *
 * @param arns of the policies, by what they say
 * @param attach takes an ARN; for a boundary it replaces the one that is there
 */
record ManagedShelf(
        String name,
        Set<Subject> reach,
        Map<Wording, String> arns,
        Consumer<String> attach,
        Consumer<String> detach,
        Supplier<List<String>> shownBy)
        implements Shelf {

    static Shelf ofUser(IamClient iam, String user, Map<Wording, String> arns) {
        return new ManagedShelf(
                "attached to the user",
                Shelf.user(),
                arns,
                arn -> iam.attachUserPolicy(request -> request.userName(user).policyArn(arn)),
                arn -> iam.detachUserPolicy(request -> request.userName(user).policyArn(arn)),
                () -> arns(iam.listAttachedUserPolicies(request -> request.userName(user))
                        .attachedPolicies()));
    }

    static Shelf ofGroup(IamClient iam, String group, Map<Wording, String> arns) {
        return new ManagedShelf(
                "attached to the group",
                Shelf.user(),
                arns,
                arn -> iam.attachGroupPolicy(request -> request.groupName(group).policyArn(arn)),
                arn -> iam.detachGroupPolicy(request -> request.groupName(group).policyArn(arn)),
                () -> arns(iam.listAttachedGroupPolicies(request -> request.groupName(group))
                        .attachedPolicies()));
    }

    static Shelf ofRole(IamClient iam, String role, Map<Wording, String> arns) {
        return new ManagedShelf(
                "attached to the role",
                Shelf.session(),
                arns,
                arn -> iam.attachRolePolicy(request -> request.roleName(role).policyArn(arn)),
                arn -> iam.detachRolePolicy(request -> request.roleName(role).policyArn(arn)),
                () -> arns(iam.listAttachedRolePolicies(request -> request.roleName(role))
                        .attachedPolicies()));
    }

    static Shelf boundaryOfUser(IamClient iam, String user, Map<Wording, String> arns) {
        return new ManagedShelf(
                "boundary of the user",
                Shelf.user(),
                arns,
                arn -> iam.putUserPermissionsBoundary(
                        request -> request.userName(user).permissionsBoundary(arn)),
                arn -> iam.deleteUserPermissionsBoundary(request -> request.userName(user)),
                () -> arn(iam.getUser(request -> request.userName(user)).user().permissionsBoundary()));
    }

    static Shelf boundaryOfRole(IamClient iam, String role, Map<Wording, String> arns) {
        return new ManagedShelf(
                "boundary of the role",
                Shelf.session(),
                arns,
                arn -> iam.putRolePermissionsBoundary(
                        request -> request.roleName(role).permissionsBoundary(arn)),
                arn -> iam.deleteRolePermissionsBoundary(request -> request.roleName(role)),
                () -> arn(iam.getRole(request -> request.roleName(role)).role().permissionsBoundary()));
    }

    private static List<String> arns(List<AttachedPolicy> policies) {
        return policies.stream().map(AttachedPolicy::policyArn).toList();
    }

    private static List<String> arn(AttachedPermissionsBoundary boundary) {
        return Optional.ofNullable(boundary).stream()
                .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
                .toList();
    }

    @Override
    public boolean takes(Wording wording) {
        return true;
    }

    @Override
    public void put(Wording wording) {
        if (name.startsWith("attached")) {
            clear();
        }
        attach.accept(arns.get(wording));
    }

    @Override
    public void clear() {
        shownBy.get().forEach(detach);
    }

    @Override
    public List<String> shown() {
        return shownBy.get();
    }

    @Override
    public String expected(Wording wording) {
        return arns.get(wording);
    }
}
