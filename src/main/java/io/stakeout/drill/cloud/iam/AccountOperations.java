package io.stakeout.drill.cloud.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.User;

/** What is asked of a whole account. */
final class AccountOperations {

    private AccountOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.read(
                        Api.IAM, "GetAccountAuthorizationDetails", Resources::everything, AccountOperations::details),
                Operation.read(Api.IAM, "GetAccountSummary", Resources::everything, AccountOperations::summary),
                Operation.read(Api.IAM, "ListAccountAliases", Resources::everything, AccountOperations::aliases));
    }

    private static Answer details(Call call) throws ApiError {
        Page<Details.Detail> page =
                Page.of(call, Details.of(call, call.parameters().texts("Filter")));
        ObjectNode node = Answer.node();
        Details.LISTS.forEach(node::putArray);
        page.items().forEach(detail -> node.withArray(detail.list()).add(detail.node()));
        return Answer.of(page.end(node));
    }

    private static Answer summary(Call call) {
        Account account = call.account();
        Map<String, Integer> summary = new LinkedHashMap<>();
        summary.put("Users", account.users().size());
        summary.put("Groups", account.groups().size());
        summary.put("Roles", account.roles().size());
        summary.put("Policies", account.policies().size());
        summary.put("InstanceProfiles", account.instanceProfiles().size());
        summary.put("MFADevicesInUse", mfaDevices(account));
        summary.put("AccountAccessKeysPresent", 0);
        summary.put("AccountPasswordPresent", 1);
        summary.put("AccountMFAEnabled", 1);
        summary.put("AccessKeysPerUserQuota", Limits.ACCESS_KEYS);
        summary.put("AttachedPoliciesPerUserQuota", Limits.ATTACHED_POLICIES);
        summary.put("AttachedPoliciesPerRoleQuota", Limits.ATTACHED_POLICIES);
        summary.put("AttachedPoliciesPerGroupQuota", Limits.ATTACHED_POLICIES);
        summary.put("GroupsPerUserQuota", Limits.GROUPS_OF_A_USER);
        summary.put("UserPolicySizeQuota", Holder.USER.inlineSize());
        summary.put("GroupPolicySizeQuota", Holder.GROUP.inlineSize());
        summary.put("PolicySizeQuota", Limits.MANAGED_POLICY);
        summary.put("AssumeRolePolicySizeQuota", Limits.TRUST_POLICY);
        summary.put("VersionsPerPolicyQuota", Limits.VERSIONS_OF_A_POLICY);
        return Answer.of(Answer.node().set("SummaryMap", JsonNodeFactory.instance.pojoNode(summary)));
    }

    private static int mfaDevices(Account account) {
        return account.users().values().stream()
                .map(User::credentials)
                .mapToInt(credentials -> credentials.mfaDevices().size())
                .sum();
    }

    /** No account of the drill has an alias. */
    private static Answer aliases(Call call) throws ApiError {
        return Page.answer(call, "AccountAliases", List.<String>of(), JsonNodeFactory.instance::textNode);
    }
}
