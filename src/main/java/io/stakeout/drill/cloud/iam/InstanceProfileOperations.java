package io.stakeout.drill.cloud.iam;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.InstanceProfile;
import io.stakeout.drill.world.Role;

/** Instance profiles, to look at only. */
final class InstanceProfileOperations {

    private InstanceProfileOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.read(
                        Api.IAM, "GetInstanceProfile", Resources::instanceProfile, InstanceProfileOperations::get),
                Operation.read(
                        Api.IAM,
                        "ListInstanceProfiles",
                        Resources.under("instance-profile"),
                        InstanceProfileOperations::list),
                Operation.read(
                        Api.IAM,
                        "ListInstanceProfilesForRole",
                        Resources::role,
                        InstanceProfileOperations::listForRole));
    }

    private static Answer get(Call call) throws ApiError {
        Account account = call.account();
        InstanceProfile profile =
                Found.instanceProfile(account, Checks.name(call, "InstanceProfileName", Checks.LONGEST_NAME));
        ObjectNode view = Views.tags(
                Views.instanceProfile(account, profile), profile.entity().tags());
        return Answer.of(Answer.node().set("InstanceProfile", view));
    }

    private static Answer list(Call call) throws ApiError {
        Account account = call.account();
        String prefix = Checks.pathPrefix(call);
        List<InstanceProfile> profiles = account.instanceProfiles().values().stream()
                .filter(profile -> profile.entity().path().startsWith(prefix))
                .toList();
        return Page.answer(call, "InstanceProfiles", profiles, profile -> Views.instanceProfile(account, profile));
    }

    private static Answer listForRole(Call call) throws ApiError {
        Account account = call.account();
        Role role = Found.role(account, Checks.name(call, "RoleName", Checks.LONGEST_USER_NAME));
        return Page.answer(
                call, "InstanceProfiles", of(account, role), profile -> Views.instanceProfile(account, profile));
    }

    static List<InstanceProfile> of(Account account, Role role) {
        return account.instanceProfiles().values().stream()
                .filter(profile -> profile.roles().contains(role.name()))
                .toList();
    }
}
