package io.stakeout.signal.finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Findings of Security Hub in its Security Finding Format (ASFF), its own and those of other products.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html">ASFF</a>
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html">Event
 *     formats</a>
 */
final class SecurityHubFindings {

    /** Findings of one event that are read. */
    static final int MOST = 100;

    private static final String GUARDDUTY = "guardduty";
    private static final Pattern PRODUCT_OF_AWS =
            Pattern.compile("arn:aws[a-z-]{0,20}:securityhub:[a-z0-9-]{1,32}::product/aws/([a-z0-9-]{1,64})");

    private SecurityHubFindings() {}

    static List<Signal> read(Event event) {
        return each(event, SecurityHubFindings::finding);
    }

    /** A person chose a custom action for it. */
    static List<Signal> chosen(Event event) {
        return each(event, (whole, finding) -> finding(whole, finding).startWatch(true));
    }

    /** Normally there is one; what is more than is read is said with the last one. */
    static List<Signal> each(Event event, BiFunction<Event, JsonNode, Draft> reading) {
        List<JsonNode> findings = Nodes.list(event.detail().path("findings"));
        List<Draft> drafts = findings.stream()
                .limit(MOST)
                .map(finding -> reading.apply(event, finding))
                .toList();
        if (drafts.isEmpty()) {
            return List.of(Draft.of(event)
                    .nobody("The event holds no finding that can be read.")
                    .signal());
        }
        int more = event.detail().path("findings").size() - MOST;
        if (more > 0) {
            drafts.get(MOST - 1).line("… and " + more + " more findings in the same event, not read");
        }
        return drafts.stream().map(Draft::signal).toList();
    }

    private static Draft finding(Event event, JsonNode finding) {
        String product = product(finding);
        Draft draft = Draft.of(event)
                .id(id(finding, product))
                .type(type(finding))
                .title(Nodes.text(finding, "Title"))
                .score(score(finding, product))
                .at(Event.account(finding, "AwsAccountId"), region(finding))
                .observed(Event.moment(finding, "LastObservedAt").or(() -> Event.moment(finding, "UpdatedAt")))
                .active(isActive(finding))
                .sample(isSample(finding, product));
        if (!product.isEmpty()) {
            draft.sampleByTitle(Nodes.text(finding, "Title"));
        }
        count(draft, finding);
        AsffResources.read(draft, finding);
        AttackSequences.SECURITY_HUB.name(draft, Nodes.at(finding, "Detection", "Sequence"));
        tell(draft, event, finding);
        return draft;
    }

    private static void tell(Draft draft, Event event, JsonNode finding) {
        draft.line("Description", Nodes.text(finding, "Description"))
                .line(
                        "Product",
                        product(finding, "aws/securityhub/ProductName").or(() -> Nodes.text(finding, "ProductName")))
                .line("Custom action", Nodes.text(event.detail(), "actionName"))
                .line("Record", Nodes.text(finding, "RecordState"))
                .line("Workflow", workflow(finding));
        AttackSequences.SECURITY_HUB.tell(draft, Nodes.at(finding, "Detection", "Sequence"));
    }

    /**
     * The same finding of GuardDuty has the same id, whichever of the two services tells it. Nobody else may claim that id:
     * findings that people import carry a product of their own account.
     */
    private static Optional<String> id(JsonNode finding, String product) {
        Optional<String> told = Nodes.text(finding, "Id").or(() -> product(finding, "aws/securityhub/FindingId"));
        return product.equals(GUARDDUTY) ? told.map(Ids::original) : told;
    }

    private static Optional<String> type(JsonNode finding) {
        return Nodes.texts(finding.path("Types")).stream()
                .findFirst()
                .or(() -> Nodes.text(finding, "GeneratorId"))
                .or(() -> Nodes.text(finding, "Title"));
    }

    private static Optional<String> region(JsonNode finding) {
        return Event.region(finding, "Region")
                .or(() -> Event.region(finding.path("Resources").path(0), "Region"));
    }

    private static OptionalInt score(JsonNode finding, String product) {
        JsonNode severity = finding.path("Severity");
        OptionalInt score = Scores.ofLabel(Nodes.text(severity, "Label"), Nodes.number(severity, "Normalized"));
        if (score.isPresent() || !product.equals(GUARDDUTY)) {
            return score;
        }
        OptionalDouble own = Nodes.number(severity, "Product");
        return Scores.ofTen(own.isPresent() ? own : Nodes.number(severity, "Original"));
    }

    private static boolean isActive(JsonNode finding) {
        boolean closed = workflow(finding)
                .filter(status -> status.equalsIgnoreCase("SUPPRESSED") || status.equalsIgnoreCase("RESOLVED"))
                .isPresent();
        return Nodes.is(finding, "ACTIVE", "RecordState") && !closed;
    }

    /** Until 2020 it was {@code WorkflowState}. */
    private static Optional<String> workflow(JsonNode finding) {
        return Nodes.text(finding, "Workflow", "Status").or(() -> Nodes.text(finding, "WorkflowState"));
    }

    private static boolean isSample(JsonNode finding, String product) {
        return !product.isEmpty()
                && (Nodes.isTrue(finding, "Sample")
                        || Nodes.isTrue(finding, "ProductFields", "aws/guardduty/service/additionalInfo/sample")
                        || Nodes.isTrue(
                                Embedded.json(product(finding, "aws/guardduty/service/additionalInfo/value")), "sample")
                        || Nodes.isTrue(Embedded.json(product(finding, "additionalInfo")), "sample"));
    }

    private static void count(Draft draft, JsonNode finding) {
        draft.count(Nodes.count(finding, "ProductFields", "count"))
                .count(Nodes.count(finding, "ProductFields", "aws/guardduty/service/count"));
    }

    private static Optional<String> product(JsonNode finding, String field) {
        return Nodes.text(finding, "ProductFields", field);
    }

    /** The name of a product of AWS; blank for those of others, whose words are their own. */
    private static String product(JsonNode finding) {
        return Nodes.text(finding, "ProductArn")
                .map(PRODUCT_OF_AWS::matcher)
                .filter(match -> match.matches())
                .map(match -> match.group(1))
                .orElse("");
    }
}
