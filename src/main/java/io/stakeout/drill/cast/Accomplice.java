package io.stakeout.drill.cast;

import java.util.List;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;

/**
 * A partner's account in the wrong hands: an identity of its own, which the room doesn't know. It looks after the
 * attacker's users and takes off what is put on them.
 */
final class Accomplice implements Script {

    static final List<String> WARDS = List.of(Scenery.LEAKED, Attacker.BACKDOOR);
    private static final List<String> EXPECTED = List.of("admin", "AdministratorAccess");

    private final Clients clients;
    private final Keys own;

    Accomplice(Clients clients, Keys own) {
        this.clients = clients;
        this.own = own;
    }

    @Override
    public Persona persona() {
        return Persona.ACCOMPLICE;
    }

    @Override
    public void play(Pulse pulse) {
        IamClient iam = clients.iam(persona(), own);
        Attempt.of(clients.sts(persona(), own)::getCallerIdentity);
        while (true) {
            pulse.seconds(30);
            for (String ward : WARDS) {
                help(iam, ward);
                pulse.seconds(2);
            }
        }
    }

    static void help(IamClient iam, String ward) {
        Attempt.of(() -> iam.listUserPolicies(request -> request.userName(ward)))
                .map(ListUserPoliciesResponse::policyNames)
                .orElse(List.of())
                .stream()
                .filter(name -> !EXPECTED.contains(name))
                .forEach(name -> Attempt.of(() ->
                        iam.deleteUserPolicy(request -> request.userName(ward).policyName(name))));
        Attempt.of(() -> iam.listAttachedUserPolicies(request -> request.userName(ward)))
                .map(ListAttachedUserPoliciesResponse::attachedPolicies)
                .orElse(List.of())
                .stream()
                .map(AttachedPolicy::policyArn)
                .filter(arn -> EXPECTED.stream().noneMatch(arn::endsWith))
                .forEach(arn -> Attempt.of(() ->
                        iam.detachUserPolicy(request -> request.userName(ward).policyArn(arn))));
    }
}
