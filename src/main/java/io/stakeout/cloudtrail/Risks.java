package io.stakeout.cloudtrail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.cloudtrail.Circumstances.Raise;

/** How telling an event is: {@code risk.tsv}, raised by the curated judgement and the {@link Circumstances}. */
final class Risks {

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
        Optional<Raise> raise = Circumstances.of(call);
        RiskLevel level = raise.map(Raise::level)
                .filter(higher -> higher.compareTo(level(known, judgement)) > 0)
                .orElse(level(known, judgement));
        Optional<String> reason = raise.map(Raise::reason).or(judgement::reason).or(known::reason);
        return new Risk(level, reason.map(text -> withTechnique(text, techniques)), techniques);
    }

    private static RiskLevel level(Risk known, Curated.Judgement judgement) {
        RiskLevel own = judgement.risk().orElse(RiskLevel.INFO);
        boolean ownDecides = judgement.exact() || own.compareTo(known.level()) > 0;
        return ownDecides ? own : known.level();
    }

    private static String withTechnique(String text, List<String> techniques) {
        return techniques.isEmpty() ? text : text + " (" + techniques.get(0) + ")";
    }
}
