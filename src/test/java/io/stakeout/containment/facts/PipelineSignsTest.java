package io.stakeout.containment.facts;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineSignsTest {

    private final PipelineSigns signs = PipelineSigns.shipped();

    @ParameterizedTest
    @CsvSource({
        "APN, partners",
        "Terraform, infrastructure as code",
        "aws-sdk-go, Go",
        "aws-sdk-go-v2, Go",
        "aws-cdk, CDK",
        "Pulumi, infrastructure as code",
        "Ansible, Ansible",
        "GitHub-Hookshot, GitHub",
        "gitlab-runner, build server",
        "Jenkins, build server",
        "codebuild.amazonaws.com, AWS's own",
        "cloudformation.amazonaws.com, AWS's own"
    })
    void anAgentOfAPipelineIsASign(String agent, String says) {
        assertThat(signs.of(Set.of(agent), List.of(), 1, 1, Set.of()))
                .singleElement()
                .asString()
                .contains(says, agent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"aws-cli", "Boto3", "Mozilla", "aws-sdk-java", "s3.amazonaws.com", "203.0.113.9", "APNX", ""})
    void anAgentThatAnybodyUsesIsNone(String agent) {
        assertThat(signs.of(Set.of(agent), List.of(), 19, 1, Set.of("AssumeRole")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GitHubActions, GitHub",
        "gitlab-project-7, build server",
        "jenkins, build server",
        "AWSCodeBuild-1f0e, CodeBuild",
        "aws-go-sdk-1700000000000000000, infrastructure",
        "build-4711, a run",
        "deploy_9, a run",
        "shop-20260301123, a number"
    })
    void aSessionNamedByAMachineIsASign(String session, String says) {
        assertThat(signs.of(Set.of(), List.of(session), 1, 1, Set.of()))
                .singleElement()
                .asString()
                .contains(says, session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nina", "nina@example.com", "i-0123456789abcdef0", "botocore-session-1700000000", "builder"})
    void aSessionOfAPersonOrAnInstanceIsNone(String session) {
        assertThat(signs.of(Set.of(), List.of(session), 1, 1, Set.of())).isEmpty();
    }

    @Test
    void aSteadyScheduleManyAddressesAndAWebIdentityAreSigns() {
        assertThat(signs.of(Set.of(), List.of(), 20, 2, Set.of("AssumeRoleWithWebIdentity")))
                .containsExactly(
                        "calls from 2 addresses within one hour",
                        "calls in 20 of the last 24 hours",
                        "sessions by AssumeRoleWithWebIdentity, as GitHub, GitLab and Kubernetes sign in");
    }
}
