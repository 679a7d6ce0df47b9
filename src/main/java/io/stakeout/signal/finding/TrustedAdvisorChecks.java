package io.stakeout.signal.finding;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Trusted Advisor's check "Exposed Access Keys"; its other checks are kept. None of its items turns green before all exposed
 * keys of the account are dealt with, so the same item comes again and again: it is known by key and support case.
 *
 * @see <a href="https://docs.aws.amazon.com/awssupport/latest/user/security-checks.html#exposed-access-keys">Exposed
 *     Access Keys</a>
 */
final class TrustedAdvisorChecks {

    static final String DETAIL_TYPE = "Trusted Advisor Check Item Refresh Notification";
    /** Used by AWS's own tools to try out a reaction: nobody can send as {@code aws.trustedadvisor}. */
    static final String MOCK = "awsmock.trustedadvisor";

    private static final String EXPOSED = "Exposed Access Keys";
    private static final Map<String, Integer> SCORES = Map.of("ERROR", 40, "WARN", 20);

    private static final Set<String> ROOT = Set.of("root", "<root_account>");

    private TrustedAdvisorChecks() {}

    static Signal read(Event event) {
        JsonNode detail = event.detail();
        JsonNode item = detail.path("check-item-detail");
        String check = Nodes.text(detail, "check-name").map(String::strip).orElse("a check");
        Draft draft = Draft.of(event)
                .id(Nodes.text(detail, "uuid"))
                .type(Optional.of(check))
                .title(Optional.of("Trusted Advisor: " + check))
                .score(SCORES.getOrDefault(Nodes.text(detail, "status").orElse(""), 0))
                .active(!Nodes.is(detail, "OK", "status"))
                .sample(event.source().equals(MOCK))
                .nobody("Trusted Advisor's check “" + check + "” is about no principal: kept as it came.")
                .line("Status", Nodes.text(detail, "status"))
                .line("Resource", Nodes.text(detail, "resource_id"));
        Nodes.members(item).forEach((name, value) -> draft.line(name, Nodes.scalar(value)));
        if (check.equals(EXPOSED)) {
            exposed(draft, detail, item);
        }
        return draft.signal();
    }

    private static void exposed(Draft draft, JsonNode detail, JsonNode item) {
        Optional<String> key = Nodes.text(item, "Access Key ID");
        Optional<String> user = Nodes.text(item, "User Name (IAM or Root)");
        draft.id(id(key, Nodes.text(item, "Case ID")))
                .title(Optional.of("An access key of " + user.orElse("an unknown user") + " is exposed: "
                        + Nodes.text(item, "Fraud Type").orElse("no kind told")))
                .score(score(Nodes.text(item, "Fraud Type")))
                .observed(Event.moment(item, "Time Updated"))
                .active(Nodes.is(detail, "ERROR", "status"))
                .nobody("It names neither a key nor a user of an account.");
        key.ifPresent(draft.who()::key);
        user.filter(name -> !isRoot(name)).ifPresent(name -> draft.who().userName(name, draft.account()));
    }

    private static Optional<String> id(Optional<String> key, Optional<String> supportCase) {
        return key.flatMap(id -> supportCase.map(of -> id + " " + of));
    }

    /** An IAM user may be called root, and is somebody else: then the key alone is named. */
    private static boolean isRoot(String name) {
        return ROOT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The kinds of the check's documentation; one that is new counts as exposed. */
    private static int score(Optional<String> fraud) {
        String kind = fraud.orElse("").toLowerCase(Locale.ROOT);
        if (kind.contains("suspected")) {
            return 70;
        }
        return kind.contains("compromised") ? 95 : 90;
    }
}
