package io.stakeout.cloudtrail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How telling an event is: {@code risk.tsv}, raised by the curated judgement and by what the call hands out. */
final class Risks {

    private static final Set<String> KEYS_TO_THE_HOUSE =
            Set.of("AdministratorAccess", "IAMFullAccess", "PowerUserAccess");

    private final Map<String, Risk> byEvent = new HashMap<>();

    private Risks() {
        for (String[] row : Shipped.rows("risk.tsv")) {
            List<String> techniques = row[3].equals("-") ? List.of() : List.of(row[3].split(","));
            Optional<String> does = row[4].equals("-") ? Optional.empty() : Optional.of(row[4]);
            byEvent.put(row[0], new Risk(RiskLevel.fromId(row[1]).orElseThrow(), does, techniques));
        }
    }

    static Risks shipped() {
        return new Risks();
    }

    Risk of(String event, CloudTrailRecord call, Curated.Judgement judgement) {
        Risk known = byEvent.getOrDefault(event, Risk.NONE);
        List<String> techniques = Stream.concat(judgement.techniques().stream(), known.techniques().stream())
                .distinct()
                .toList();
        Optional<String> granted = granted(call);
        RiskLevel level = granted.isPresent() ? RiskLevel.CRITICAL : level(known, judgement);
        Optional<String> reason =
                granted.map(policy -> "grants " + policy).or(judgement::reason).or(known::reason);
        return new Risk(level, reason.map(text -> withTechnique(text, techniques)), techniques);
    }

    private static RiskLevel level(Risk known, Curated.Judgement judgement) {
        RiskLevel own = judgement.risk().orElse(RiskLevel.INFO);
        boolean ownDecides = judgement.exact() || own.compareTo(known.level()) > 0;
        return ownDecides ? own : known.level();
    }

    private static Optional<String> granted(CloudTrailRecord call) {
        boolean attaches = call.eventName().startsWith("Attach");
        return attaches
                ? call.text("requestParameters", "policyArn")
                        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                        .filter(KEYS_TO_THE_HOUSE::contains)
                : Optional.empty();
    }

    private static String withTechnique(String text, List<String> techniques) {
        return techniques.isEmpty() ? text : text + " (" + techniques.get(0) + ")";
    }
}
