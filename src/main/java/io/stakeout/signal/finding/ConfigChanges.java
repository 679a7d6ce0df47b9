package io.stakeout.signal.finding;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rule of AWS Config has changed its mind on a resource. Nobody is named, even where the resource is a user: it is what
 * was looked at, not who did anything.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html">AWS
 *     Config and EventBridge</a>
 */
final class ConfigChanges {

    static final int SCORE = 30;
    private static final String BROKEN = "NON_COMPLIANT";

    private ConfigChanges() {}

    static Signal read(Event event) {
        JsonNode detail = event.detail();
        boolean broken = Nodes.is(detail, BROKEN, "newEvaluationResult", "complianceType");
        String rule = Nodes.text(detail, "configRuleName").orElse("a rule");
        String resource = Nodes.text(detail, "resourceType").orElse("a resource") + " "
                + Nodes.text(detail, "resourceId").orElse("");
        return Draft.of(event)
                .at(Event.account(detail, "awsAccountId"), Event.region(detail, "awsRegion"))
                .id(id(detail))
                .type(Optional.of(rule))
                .title(Optional.of("AWS Config: " + rule + " on " + resource.strip()))
                .score(broken ? SCORE : 0)
                .active(broken)
                .observed(Event.moment(detail, "newEvaluationResult", "resultRecordedTime"))
                .nobody("A rule of AWS Config judges a resource and names nobody: kept as it came.")
                .line("Resource", Optional.of(resource.strip()))
                .line("Now", Nodes.text(detail, "newEvaluationResult", "complianceType"))
                .line("Before", Nodes.text(detail, "oldEvaluationResult", "complianceType"))
                .line("Note", Nodes.text(detail, "newEvaluationResult", "annotation"))
                .signal();
    }

    /** The rule and the resource in their account and region: its next verdict is about the same. */
    private static Optional<String> id(JsonNode detail) {
        Optional<String> rule = Nodes.text(detail, "configRuleName");
        Optional<String> resource = Nodes.text(detail, "resourceId");
        return rule.isPresent() && resource.isPresent()
                ? Optional.of(Stream.of("awsAccountId", "awsRegion", "configRuleName", "resourceType", "resourceId")
                        .flatMap(name -> Nodes.text(detail, name).stream())
                        .collect(Collectors.joining(" ")))
                : Optional.empty();
    }
}
