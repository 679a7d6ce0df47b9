package io.stakeout.signal.finding;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.watch.SuspectType;

/**
 * Results of an insight of Security Hub, sent by a person's custom action: values of one attribute, each with how often it
 * was found. Names without their account name nobody; ids of resources do when they are those of principals.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html">Event
 *     formats</a>
 */
final class SecurityHubInsights {

    private static final String RESOURCE_ID = "ResourceId";
    private static final String KEY_PREFIX = "AWS::IAM::AccessKey:";

    private SecurityHubInsights() {}

    static Signal read(Event event) {
        JsonNode detail = event.detail();
        Draft draft = Draft.of(event)
                .type(Nodes.text(detail, "insightName"))
                .title(Nodes.text(detail, "insightName"))
                .nobody("It counts values of "
                        + Nodes.text(detail, "resultType").orElse("an attribute")
                        + ", which name no principal exactly.")
                .line("Insight", Nodes.text(detail, "insightArn"))
                .line("Custom action", Nodes.text(detail, "actionName"))
                .line("Counted", Nodes.text(detail, "resultType"));
        boolean ids = Nodes.is(detail, RESOURCE_ID, "resultType");
        for (JsonNode result : Nodes.list(detail.path("insightResults"))) {
            Nodes.members(result).forEach((value, times) -> result(draft, value, times, ids));
        }
        return draft.signal();
    }

    private static void result(Draft draft, String value, JsonNode times, boolean ids) {
        draft.line(value + ": " + Nodes.scalar(times).orElse("?"));
        if (ids && value.startsWith(KEY_PREFIX)) {
            draft.who().key(value.substring(KEY_PREFIX.length()));
        } else if (ids && SuspectType.PRINCIPAL_ARN.accepts(value)) {
            draft.who().arn(value);
        }
    }
}
