package io.stakeout.drill.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionTest {

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, with an explicit deny in an identity-based policy",
        "BOUNDARY, with an explicit deny in a permissions boundary",
        "SESSION, with an explicit deny in a session policy",
        "SERVICE_CONTROL, with an explicit deny in a service control policy",
        "RESOURCE, with an explicit deny in a resource-based policy",
        "TRUST, with an explicit deny in the role trust policy",
    })
    void anExplicitDenyIsToldByWhereItStands(PolicyType type, String clause) {
        assertThat(new Decision.Denied(true, type, Optional.empty()).because("s3:GetObject"))
                .isEqualTo(clause);
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, because no identity-based policy allows the s3:GetObject action",
        "BOUNDARY, because no permissions boundary allows the s3:GetObject action",
        "SESSION, because no session policy allows the s3:GetObject action",
        "SERVICE_CONTROL, because no service control policy allows the s3:GetObject action",
        "RESOURCE, because no resource-based policy allows the s3:GetObject action",
        "TRUST, because no role trust policy allows the s3:GetObject action",
        "INTRINSIC, because the credentials of this request cannot be used for the s3:GetObject action",
    })
    void anImplicitDenyIsToldByWhatIsMissing(PolicyType type, String clause) {
        assertThat(new Decision.Denied(false, type, Optional.empty()).because("s3:GetObject"))
                .isEqualTo(clause);
    }

    @Test
    void anExplicitDenyNamesThePolicyThatHasAnArn() throws MalformedPolicy {
        String arn = "arn:aws:organizations::999988887777:policy/o-a1b2c3d4e5/service_control_policy/p-12345678";
        NamedPolicy quarantine = NamedPolicy.managed(arn, document("Deny"));

        Decision decision = decide(Applicable.none().withServiceControl(List.of(List.of(quarantine))));

        assertThat(decision)
                .isEqualTo(new Decision.Denied(true, PolicyType.SERVICE_CONTROL, Optional.of(arn)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.because("s3:GetObject"))
                                .isEqualTo("with an explicit deny in a service control policy: " + arn));
    }

    @Test
    void anAllowNamesThePolicy() throws MalformedPolicy {
        NamedPolicy reads = NamedPolicy.managed("arn:aws:iam::111122223333:policy/team/reads", document("Allow"));

        assertThat(decide(Applicable.none().withIdentity(List.of(reads))))
                .isEqualTo(new Decision.Allowed(PolicyType.IDENTITY, Optional.of("reads")));
    }

    private static Decision decide(Applicable policies) {
        Principal alice = Principal.user("111122223333", "arn:aws:iam::111122223333:user/alice", "AIDAALICEEXAMPLE");
        Request request = new Request("s3:GetObject", "arn:aws:s3:::plans/q3.txt", Map.of());
        return Evaluator.decide(alice, request, policies, CredentialKind.LONG_TERM);
    }

    private static PolicyDocument document(String effect) throws MalformedPolicy {
        return PolicyDocument.parse(
                "{\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}",
                PolicyDocument.Kind.IDENTITY);
    }
}
