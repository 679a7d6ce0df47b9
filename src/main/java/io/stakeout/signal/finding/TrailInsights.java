package io.stakeout.signal.finding;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * CloudTrail Insights: an unusual rate of calls or errors in an account, with those who contributed to it. One who is named
 * alone is the cause; of several nobody can say who it was. Start and end of one insight share their id.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-insight-details.html">insightDetails</a>
 */
final class TrailInsights {

    /** AWS gives no severity: unusual isn't wrong. The beginning of medium. */
    static final int SCORE = 40;

    private TrailInsights() {}

    static Signal read(Event event) {
        JsonNode detail = event.detail();
        JsonNode insight = detail.path("insightDetails");
        Draft draft = Draft.of(event)
                .id(Nodes.text(detail, "sharedEventID").or(() -> Nodes.text(detail, "eventID")))
                .type(Nodes.text(insight, "insightType"))
                .title(title(insight))
                .score(SCORE)
                .at(Event.account(detail, "recipientAccountId"), Event.region(detail, "awsRegion"))
                .observed(Event.moment(detail, "eventTime"))
                .line("State", Nodes.text(insight, "state"))
                .line("Error", Nodes.text(insight, "errorCode"))
                .line(
                        "Calls or errors a minute",
                        Nodes.scalar(insight, "insightContext", "statistics", "insight", "average"))
                .line("Usual", Nodes.scalar(insight, "insightContext", "statistics", "baseline", "average"));
        name(draft, Nodes.at(insight, "insightContext", "attributions"));
        return draft.signal();
    }

    private static Optional<String> title(JsonNode insight) {
        String what = Nodes.is(insight, "ApiErrorRateInsight", "insightType") ? "errors" : "calls";
        return Nodes.text(insight, "eventName")
                .map(name -> "Unusual rate of " + what + ": " + name + " of "
                        + Nodes.text(insight, "eventSource").orElse("an unknown service"));
    }

    private static void name(Draft draft, JsonNode attributions) {
        Set<String> causes = new LinkedHashSet<>();
        for (JsonNode attribution : Nodes.list(attributions)) {
            String attribute = Nodes.text(attribution, "attribute").orElse("");
            for (JsonNode one : Nodes.list(attribution.path("insight"))) {
                Optional<String> value = Nodes.text(one, "value");
                draft.line(label(attribute), value);
                value.filter(arn -> attribute.equals("userIdentityArn")).ifPresent(causes::add);
            }
        }
        if (causes.size() == 1) {
            draft.who().arn(causes.iterator().next());
        }
        draft.nobody(
                causes.isEmpty()
                        ? "It tells a rate of calls, and not by whom."
                        : "It names " + causes.size() + " principals as its cause, and not which of them it was.");
    }

    private static String label(String attribute) {
        return switch (attribute) {
            case "userIdentityArn" -> "Called by";
            case "userAgent" -> "User agent";
            case "errorCode" -> "Error";
            default -> "Attributed to";
        };
    }
}
