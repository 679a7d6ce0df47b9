package io.stakeout.signal.finding;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * AWS Health: its risk codes tell of credentials that AWS found in public, or takes for compromised. Samples disagree on
 * what an affected entity looks like (a key, a user's ARN, {@code IAM_USER/name/key}), so keys are looked for in it. A
 * view of an organization comes from another account than the affected one.
 *
 * @see <a href="https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html">Schema</a>
 */
final class HealthEvents {

    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])");
    private static final String RISK = "AWS_RISK_";
    private static final Map<String, Integer> SCORES = Map.of(
            "AWS_RISK_CREDENTIALS_EXPOSED", 90,
            "AWS_RISK_CREDENTIALS_EXPOSURE_SUSPECTED", 70,
            "AWS_RISK_CREDENTIALS_COMPROMISED", 95,
            "AWS_RISK_CREDENTIALS_COMPROMISE_SUSPECTED", 75,
            "AWS_RISK_IAM_QUARANTINE", 80);
    private static final int OTHER_RISK = 60;
    private static final int ABUSE = 60;
    private static final int ISSUE = 20;
    private static final String QUARANTINE = "AWS_RISK_IAM_QUARANTINE";

    private HealthEvents() {}

    static Signal read(Event event) {
        JsonNode detail = event.detail();
        String code = Nodes.text(detail, "eventTypeCode").orElse("a code that isn't told");
        Optional<String> account = account(detail);
        Draft draft = Draft.of(event)
                .at(account, Event.region(detail, "eventRegion"))
                .type(Optional.of(code))
                .title(Optional.of("AWS Health: " + code))
                .score(score(event, detail, code))
                .observed(Event.moment(detail, "lastUpdatedTime").or(() -> Event.moment(detail, "startTime")))
                .active(!Nodes.is(detail, "closed", "statusCode"))
                .nobody("AWS Health tells of " + code + ", which names no principal.");
        draft.id(id(detail, draft.account()));
        if (code.startsWith(RISK)) {
            name(draft, event, detail);
        }
        tell(draft, detail, code);
        return draft.signal();
    }

    private static Optional<String> account(JsonNode detail) {
        return Event.account(detail, "affectedAccount").or(() -> Event.account(detail, "eventMetadata", "accountId"));
    }

    /** Each page has entities of its own; the pages of one communication share its id. */
    private static Optional<String> id(JsonNode detail, Optional<String> account) {
        Optional<String> said = Nodes.text(detail, "communicationId").or(() -> Nodes.text(detail, "eventArn"));
        double pages = Nodes.number(detail, "totalPages").orElse(1);
        String page = pages > 1 ? " page " + Nodes.scalar(detail, "page").orElse("?") : "";
        return said.map(id -> account.map(of -> of + " ").orElse("") + id + page);
    }

    private static int score(Event event, JsonNode detail, String code) {
        if (code.startsWith(RISK)) {
            return SCORES.getOrDefault(code, OTHER_RISK);
        }
        boolean abuse = event.detailType().equals("AWS Health Abuse Event") || code.startsWith("AWS_ABUSE_");
        if (abuse) {
            return ABUSE;
        }
        return Nodes.is(detail, "issue", "eventTypeCategory") ? ISSUE : 0;
    }

    private static void name(Draft draft, Event event, JsonNode detail) {
        Set<String> places = new LinkedHashSet<>();
        Nodes.text(detail, "eventMetadata", "publicKey").ifPresent(places::add);
        draft.beginning(detail.path("affectedEntities"), "entities")
                .forEach(entity -> Nodes.text(entity, "entityValue").ifPresent(places::add));
        places.addAll(Nodes.texts(event.resources()));
        places.forEach(place -> name(draft.who(), place));
        Nodes.text(detail, "eventMetadata", "userName")
                .ifPresent(user -> draft.who().userName(user, draft.account()));
    }

    /** A whole ARN, or the keys in it; what is neither is said when nobody else is named. */
    private static void name(Who who, String place) {
        if (place.startsWith("arn:")) {
            who.arn(place);
            return;
        }
        Matcher keys = KEY.matcher(place);
        if (!keys.find()) {
            who.key(place);
            return;
        }
        do {
            who.key(keys.group());
        } while (keys.find());
    }

    private static void tell(Draft draft, JsonNode detail, String code) {
        if (code.equals(QUARANTINE)) {
            draft.line(
                    "AWS attached its quarantine policy (AWSCompromisedKeyQuarantine…): it denies some actions, not all");
        }
        draft.line("Description", description(detail))
                .line("Status", Nodes.text(detail, "statusCode"))
                .line("User", Nodes.text(detail, "eventMetadata", "userName"))
                .line("Found at", Nodes.text(detail, "eventMetadata", "exposedUrl"));
        for (JsonNode entity : Nodes.list(detail.path("affectedEntities"))) {
            draft.line("Affected", Nodes.text(entity, "entityValue"));
            Nodes.members(entity.path("tags")).forEach((key, value) -> draft.tag(Optional.of(key), Nodes.text(value)));
        }
    }

    private static Optional<String> description(JsonNode detail) {
        return Nodes.list(detail.path("eventDescription")).stream()
                .flatMap(text -> Nodes.text(text, "latestDescription").stream())
                .findFirst();
    }
}
