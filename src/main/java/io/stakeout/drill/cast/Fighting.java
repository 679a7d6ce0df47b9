package io.stakeout.drill.cast;

import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * Looks, with every credential that still works, at what was done to the users it lives in; takes off what wasn't there
 * before, switches its keys on again, and mints more.
 */
final class Fighting implements Persistence {

    private static final List<String> HOMES = List.of(Scenery.LEAKED, Attacker.BACKDOOR);
    private static final int MOST_CREDENTIALS = 12;

    /** What the two homes had when the attacker moved in. */
    private static final List<String> OWN_POLICIES = List.of("admin", "AdministratorAccess");

    private final Clients clients;
    private final Wallet wallet;
    private final Patient otherwise;

    Fighting(Clients clients, Wallet wallet) {
        this.clients = clients;
        this.wallet = wallet;
        this.otherwise = new Patient(wallet);
    }

    @Override
    public boolean goesOn(Pulse pulse) {
        boolean fought = false;
        for (Wallet.Held held : wallet.all()) {
            IamClient iam = clients.iam(Persona.ATTACKER, held.keys());
            for (String home : HOMES) {
                fought |= undo(iam, home);
            }
            if (fought) {
                mint(iam, held.keys());
                break;
            }
            if (pulse.below(3) == 0) {
                break;
            }
        }
        return otherwise.goesOn(pulse) || fought;
    }

    /** Whether something had been done against it. */
    private boolean undo(IamClient iam, String home) {
        boolean found = inline(iam, home);
        found |= attached(iam, home);
        found |= boundary(iam, home);
        return found | keys(iam, home);
    }

    private boolean inline(IamClient iam, String home) {
        List<String> strange = Attempt.of(() -> iam.listUserPolicies(request -> request.userName(home)))
                .map(ListUserPoliciesResponse::policyNames)
                .orElse(List.of())
                .stream()
                .filter(name -> !OWN_POLICIES.contains(name))
                .toList();
        strange.forEach(name -> Attempt.of(
                () -> iam.deleteUserPolicy(request -> request.userName(home).policyName(name))));
        return !strange.isEmpty();
    }

    private boolean attached(IamClient iam, String home) {
        List<AttachedPolicy> strange = Attempt.of(() -> iam.listAttachedUserPolicies(request -> request.userName(home)))
                .map(ListAttachedUserPoliciesResponse::attachedPolicies)
                .orElse(List.of())
                .stream()
                .filter(policy -> !OWN_POLICIES.contains(policy.policyName()))
                .toList();
        strange.forEach(policy -> Attempt.of(
                () -> iam.detachUserPolicy(request -> request.userName(home).policyArn(policy.policyArn()))));
        return !strange.isEmpty();
    }

    private boolean boundary(IamClient iam, String home) {
        Optional<Object> strange = Attempt.of(() -> iam.getUser(request -> request.userName(home)))
                .map(answer -> answer.user().permissionsBoundary());
        strange.ifPresent(
                boundary -> Attempt.of(() -> iam.deleteUserPermissionsBoundary(request -> request.userName(home))));
        return strange.isPresent();
    }

    private boolean keys(IamClient iam, String home) {
        List<AccessKeyMetadata> off = Attempt.of(() -> iam.listAccessKeys(request -> request.userName(home)))
                .map(ListAccessKeysResponse::accessKeyMetadata)
                .orElse(List.of())
                .stream()
                .filter(key -> key.status() == StatusType.INACTIVE)
                .toList();
        off.forEach(key -> Attempt.of(() -> iam.updateAccessKey(
                request -> request.userName(home).accessKeyId(key.accessKeyId()).status(StatusType.ACTIVE))));
        return !off.isEmpty();
    }

    private void mint(IamClient iam, Keys with) {
        if (wallet.size() >= MOST_CREDENTIALS) {
            return;
        }
        Attempt.of(() -> iam.createAccessKey(request -> request.userName(Attacker.BACKDOOR)))
                .map(CreateAccessKeyResponse::accessKey)
                .map(Keys::of)
                .ifPresent(keys -> wallet.add(Attacker.BACKDOOR, keys));
        wallet.session(with);
        wallet.assume(with, Scenery.roleArn(Scenery.WORKLOAD, Scenery.DEPLOY_ROLE), "s3-sync");
    }
}
