package io.stakeout.drill;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.services.iam.IamClient;

import io.stakeout.drill.Wording.Subject;

/**
 * One inline policy of a user, group or role, always under the same name: to put another is to overwrite it.
 *
 * @param write takes the policy's name and document
 * @param read takes the policy's name
 */
record InlineShelf(
        String name,
        Set<Subject> reach,
        BiConsumer<String, String> write,
        Consumer<String> delete,
        Supplier<List<String>> list,
        UnaryOperator<String> read)
        implements Shelf {

    static Shelf ofUser(IamClient iam, String user, String name) {
        return new InlineShelf(
                name,
                Shelf.user(),
                (policy, document) -> iam.putUserPolicy(
                        request -> request.userName(user).policyName(policy).policyDocument(document)),
                policy -> iam.deleteUserPolicy(request -> request.userName(user).policyName(policy)),
                () -> iam.listUserPolicies(request -> request.userName(user)).policyNames(),
                policy -> iam.getUserPolicy(request -> request.userName(user).policyName(policy))
                        .policyDocument());
    }

    static Shelf ofGroup(IamClient iam, String group, String name) {
        return new InlineShelf(
                name,
                Shelf.user(),
                (policy, document) -> iam.putGroupPolicy(
                        request -> request.groupName(group).policyName(policy).policyDocument(document)),
                policy -> iam.deleteGroupPolicy(
                        request -> request.groupName(group).policyName(policy)),
                () -> iam.listGroupPolicies(request -> request.groupName(group)).policyNames(),
                policy -> iam.getGroupPolicy(request -> request.groupName(group).policyName(policy))
                        .policyDocument());
    }

    static Shelf ofRole(IamClient iam, String role, String name) {
        return new InlineShelf(
                name,
                Shelf.session(),
                (policy, document) -> iam.putRolePolicy(
                        request -> request.roleName(role).policyName(policy).policyDocument(document)),
                policy -> iam.deleteRolePolicy(request -> request.roleName(role).policyName(policy)),
                () -> iam.listRolePolicies(request -> request.roleName(role)).policyNames(),
                policy -> iam.getRolePolicy(request -> request.roleName(role).policyName(policy))
                        .policyDocument());
    }

    @Override
    public boolean takes(Wording wording) {
        return wording != Wording.VERSIONED;
    }

    @Override
    public void put(Wording wording) {
        write.accept(name, wording.document());
    }

    @Override
    public void clear() {
        if (list.get().contains(name)) {
            delete.accept(name);
        }
    }

    @Override
    public List<String> shown() {
        return list.get().stream()
                .filter(name::equals)
                .map(read)
                .map(InlineShelf::decoded)
                .toList();
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    @Override
    public String expected(Wording wording) {
        return wording.document();
    }
}
