package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.stream.Stream;

import io.stakeout.drill.cloud.Operation;

/**
 * The calls of IAM that the drill's cloud knows. Reports and jobs that were asked for are kept with them; all threads
 * may share them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">Actions of IAM</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions,
 *     resources and condition keys of IAM</a>
 */
public final class IamOperations {

    private IamOperations() {}

    /** All of them; any other answers {@code NotImplemented}. */
    public static List<Operation> all() {
        return Stream.of(
                        UserOperations.all(),
                        AccessKeyOperations.all(),
                        LoginOperations.all(),
                        RoleOperations.all(),
                        GroupOperations.all(),
                        InlinePolicyOperations.all(),
                        AttachmentOperations.all(),
                        BoundaryOperations.all(),
                        ManagedPolicyOperations.all(),
                        PolicyVersionOperations.all(),
                        InstanceProfileOperations.all(),
                        CredentialOperations.all(),
                        MfaOperations.all(),
                        TagOperations.all(),
                        AccountOperations.all(),
                        new CredentialReport().operations(),
                        new ServiceAccess().operations())
                .flatMap(List::stream)
                .toList();
    }
}
