package io.stakeout.signal.finding;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Findings of Security Hub in the Open Cybersecurity Schema Framework (OCSF).
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html">Event
 *     format</a>
 * @see <a href="https://schema.ocsf.io/1.6.0/classes/detection_finding">Detection finding</a>
 */
final class OcsfFindings {

    private static final List<String> SEVERITIES =
            List.of("UNKNOWN", "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "FATAL");
    private static final Set<String> CLOSED = Set.of("suppressed", "resolved", "archived", "deleted");
    private static final int FIRST_CLOSED = 3;
    private static final int LAST_CLOSED = 6;
    private static final int CLOSING = 3;
    /** In OCSF whoever is a person, not IAM's kind of user. */
    private static final String ANY_USER = "User";

    private static final String KEY_PREFIX = "AWS::IAM::AccessKey:";

    private OcsfFindings() {}

    static List<Signal> read(Event event) {
        return SecurityHubFindings.each(event, OcsfFindings::finding);
    }

    private static Draft finding(Event event, JsonNode finding) {
        JsonNode info = finding.path("finding_info");
        Draft draft = Draft.of(event)
                .id(id(finding))
                .type(Nodes.texts(info.path("types")).stream().findFirst().or(() -> Nodes.text(finding, "type_name")))
                .title(Nodes.text(info, "title"))
                .score(score(finding))
                .at(Event.account(finding, "cloud", "account", "uid"), Event.region(finding, "cloud", "region"))
                .observed(observed(finding, info))
                .count(Nodes.count(finding, "count"))
                .active(isActive(finding));
        if (Nodes.is(finding, "AWS", "metadata", "product", "vendor_name")) {
            draft.sampleByTitle(Nodes.text(info, "title"));
        }
        name(draft, finding);
        return draft.line("Description", Nodes.text(info, "desc"))
                .line("Product", Nodes.text(finding, "metadata", "product", "name"))
                .line("Status", Nodes.text(finding, "status"));
    }

    private static Optional<String> id(JsonNode finding) {
        boolean guardDuty = Nodes.text(finding, "metadata", "product", "uid")
                .filter(uid -> uid.endsWith("/aws/guardduty"))
                .isPresent();
        Optional<String> told =
                Nodes.text(finding, "finding_info", "uid").or(() -> Nodes.text(finding, "metadata", "uid"));
        return guardDuty ? told.map(Ids::original) : told;
    }

    private static void name(Draft draft, JsonNode finding) {
        user(draft.who(), Nodes.at(finding, "actor", "user"));
        for (JsonNode evidence : draft.beginning(finding.path("evidences"), "pieces of evidence")) {
            user(draft.who(), Nodes.at(evidence, "actor", "user"));
            draft.line("Address", Nodes.text(evidence, "src_endpoint", "ip"))
                    .line("Call", Nodes.text(evidence, "api", "operation"));
        }
        for (JsonNode resource : draft.beginning(finding.path("resources"), "resources")) {
            resource(draft.who(), resource);
            draft.line(Nodes.text(resource, "type").orElse("Resource"), Nodes.text(resource, "uid"))
                    .tags(resource.path("tags"), "name", "value");
        }
    }

    /** {@code uid} is a principal id or an ARN; the account is the user's. */
    private static void user(Who who, JsonNode user) {
        Optional<String> uid = Nodes.text(user, "uid");
        new Claim(
                        Nodes.text(user, "credential_uid"),
                        uid.filter(text -> !isArn(text)).or(() -> Nodes.text(user, "uid_alt")),
                        uid.filter(OcsfFindings::isArn),
                        Nodes.text(user, "type")
                                .filter(type -> !type.equals(ANY_USER))
                                .orElse(""),
                        Nodes.text(user, "name"),
                        Event.account(user, "account", "uid"),
                        "aws")
                .name(who);
    }

    private static void resource(Who who, JsonNode resource) {
        Optional<String> uid = Nodes.text(resource, "uid");
        switch (Nodes.text(resource, "type").orElse("")) {
            case "AWS::IAM::AccessKey", "AwsIamAccessKey" ->
                uid.map(id -> id.startsWith(KEY_PREFIX) ? id.substring(KEY_PREFIX.length()) : id)
                        .ifPresent(who::key);
            case "AWS::IAM::User", "AwsIamUser", "AWS::IAM::Role", "AwsIamRole" -> uid.ifPresent(who::arn);
            default -> {}
        }
    }

    private static boolean isArn(String text) {
        return text.startsWith("arn:");
    }

    private static OptionalInt score(JsonNode finding) {
        double id = Nodes.number(finding, "severity_id").orElse(0);
        boolean known = id >= 1 && id < SEVERITIES.size();
        return Scores.ofLabel(known ? Optional.of(SEVERITIES.get((int) id)) : Nodes.text(finding, "severity"));
    }

    /** Told as a word, as a number, or as the activity of closing it. */
    private static boolean isActive(JsonNode finding) {
        boolean word = Nodes.text(finding, "status")
                .filter(status -> CLOSED.contains(status.toLowerCase(Locale.ROOT)))
                .isPresent();
        double id = Nodes.number(finding, "status_id").orElse(0);
        boolean closing = Nodes.number(finding, "activity_id").orElse(0) == CLOSING;
        return !word && !(id >= FIRST_CLOSED && id <= LAST_CLOSED) && !closing;
    }

    private static Optional<Instant> observed(JsonNode finding, JsonNode info) {
        return Event.moment(info, "last_seen_time_dt")
                .or(() -> Event.moment(info, "last_seen_time"))
                .or(() -> Event.moment(finding, "time_dt"))
                .or(() -> Event.moment(finding, "time"));
    }
}
