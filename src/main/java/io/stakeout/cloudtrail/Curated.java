package io.stakeout.cloudtrail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stakeout's own judgement of the most telling events: {@code curated.tsv}. */
final class Curated {

    /**
     * What the table says of one event; what it leaves open is empty.
     *
     * @param exact whether the risk replaces that of the metadata, or only raises it
     */
    record Judgement(
            Optional<ActivityClass> activityClass,
            Optional<RiskLevel> risk,
            boolean exact,
            List<String> techniques,
            Optional<String> reason) {

        static final Judgement NONE =
                new Judgement(Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());
    }

    private final Map<String, Judgement> byEvent = new HashMap<>();

    private Curated() {
        for (String[] row : Shipped.rows("curated.tsv")) {
            Judgement judgement = judgement(row);
            for (String event : row[4].split(" ")) {
                byEvent.putIfAbsent(event, judgement);
            }
        }
    }

    static Curated shipped() {
        return new Curated();
    }

    /** The event's own line, else that of its whole service. */
    Judgement of(String event) {
        Judgement own = byEvent.get(event);
        if (own != null) {
            return own;
        }
        String service = event.substring(0, event.indexOf(':'));
        return byEvent.getOrDefault(service + ":*", Judgement.NONE);
    }

    private static Judgement judgement(String[] row) {
        boolean exact = row[1].startsWith("=");
        return new Judgement(
                told(row[0]).map(id -> ActivityClass.fromId(id).orElseThrow()),
                told(row[1]).map(id -> RiskLevel.fromId(id.replace("=", "")).orElseThrow()),
                exact,
                told(row[2]).map(List::of).orElse(List.of()),
                told(row[3]));
    }

    private static Optional<String> told(String column) {
        return column.equals("-") ? Optional.empty() : Optional.of(column);
    }
}
