package io.stakeout.cloudtrail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClassifierTest {

    private static final String ATTACKER = "AKIATFQR7NSC8Q4X20BJ";

    static Stream<Arguments> calls() {
        return Records.table("calls.tsv").stream()
                .map(row -> Arguments.of(row[0], row[1], row[2], row[3], row[4], row[5], row[6]));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallHasItsClassItsOutcomeAndItsSentence(
            String source, String name, String error, String more, String activityClass, String outcome, String said) {
        CloudTrailRecord call = call(source, name, error, more);
        Classification classification = Classifier.shipped().classify(call);

        assertThat(classification.activityClass().id()).isEqualTo(activityClass);
        assertThat(classification.outcome().id()).isEqualTo(outcome);
        assertThat(Sentences.of(call, classification.outcome()).text()).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ec2 | DeleteFlowLogs | | high | removes network evidence (T1562.008)",
                "cloudtrail | StopLogging | | critical | stops the audit trail (T1562.008)",
                "ec2 | DescribeRegions | | low | describes the Regions that are enabled for your account, or all Regions (T1580)",
                "iam | AttachUserPolicy | \"requestParameters\":{\"policyArn\":\"arn:aws:iam::aws:policy/AdministratorAccess\"}"
                        + " | critical | grants AdministratorAccess (T1098.003)",
                "ec2 | AuthorizeSecurityGroupIngress | \"requestParameters\":{\"ipPermissions\":{\"items\":[{\"ipRanges\":"
                        + "{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]}}]}} | critical | opens the network to everybody (T1562.007)",
                "ec2 | ModifyImageAttribute | \"requestParameters\":{\"launchPermission\":{\"add\":{\"items\":[{\"group\":"
                        + "\"all\"}]}}} | critical | shares data with everybody (T1537)",
                "logs | CreateLogStream | | low | writes logs (T1562.001)",
            })
    void theRiskHasAReason(String source, String name, String more, String level, String reason) {
        Risk risk = Classifier.shipped()
                .classify(call(source, name, "-", more == null ? "-" : more))
                .risk();
        assertThat(risk.level().id()).isEqualTo(level);
        assertThat(risk.reason()).contains(reason);
    }

    @Test
    void anEventThatNoTableKnowsHasNoRiskAndNoReason() {
        assertThat(Classifier.shipped()
                        .classify(call("brandnew", "ListThings", "-", "-"))
                        .risk())
                .isEqualTo(new Risk(RiskLevel.INFO, Optional.empty(), List.of()));
    }

    @Test
    void theAttackersKeyHas677CallsOfWhich9WereDeniedAnd26Throttled() {
        List<Classification> calls = Records.demo().stream()
                .filter(record -> record.principal()
                        .accessKeyId()
                        .filter(ATTACKER::equals)
                        .isPresent())
                .map(Classifier.shipped()::classify)
                .toList();

        Map<Outcome, Long> outcomes = count(calls, Classification::outcome);
        assertThat(calls).hasSize(677);
        assertThat(outcomes).containsEntry(Outcome.DENIED, 9L).containsEntry(Outcome.THROTTLED, 26L);
        assertThat(count(calls, Classification::activityClass))
                .isEqualTo(Map.of(
                        ActivityClass.READ, 480L,
                        ActivityClass.WRITE, 166L,
                        ActivityClass.IDENTITY, 15L,
                        ActivityClass.TAMPER, 16L));
    }

    @Test
    void noVersionDateIsLeftInTheTablesAndNoEventIsJudgedTwice() {
        List<String> events = Records.table("curated.tsv").stream()
                .flatMap(row -> Stream.of(row[4].split(" ")))
                .toList();
        assertThat(events).doesNotHaveDuplicates().allMatch(event -> event.matches("[a-z0-9-]+:([A-Za-z0-9]+|\\*)"));
        assertThat(events).noneMatch(event -> event.matches(".*20\\d{6}.*"));
    }

    private static <K> Map<K, Long> count(List<Classification> calls, Function<Classification, K> by) {
        return calls.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private static CloudTrailRecord call(String source, String name, String error, String more) {
        String errorField = error.equals("-") ? "" : ",'errorCode':'" + error + "'";
        String moreFields = more.equals("-") ? "" : "," + more;
        return Records.of("{'userIdentity':{'type':'IAMUser','userName':'alice'},'eventSource':'" + source
                + ".amazonaws.com','eventName':'" + name + "'" + errorField + moreFields + "}");
    }
}
