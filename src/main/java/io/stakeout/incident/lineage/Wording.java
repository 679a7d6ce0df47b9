package io.stakeout.incident.lineage;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.stakeout.cloudtrail.Issuance;
import io.stakeout.watch.Follow;

/** What a room reads when identities join. */
final class Wording {

    private static final int MOST_NAMES = 3;

    private Wording() {}

    /**
     * Goes on after the name of who says it.
     *
     * @param fresh who joined by one call, at least one
     */
    static String joined(List<Issuance> fresh, Follow follow) {
        Issuance lead = fresh.get(0);
        boolean touched = lead.relation() == Issuance.Relation.TOUCHED;
        List<Issuance> followed = fresh.stream().filter(Issuance::followed).toList();
        if (followed.isEmpty()) {
            return touched
                    ? "shows " + names(fresh) + ", touched by " + lead.how() + ": its calls are not followed"
                    : "offers " + names(fresh) + ", made by " + lead.how()
                            + ": its calls are not followed until somebody confirms it";
        }
        String from = names(fresh) + ", from " + lead.how();
        if (!followed.stream().allMatch(issued -> follow.covers(issued.reach()))) {
            return "knows " + from + ": not followed at the level " + follow.id();
        }
        return "follows " + from + (touched ? "; touched, not made, by the suspect" : "");
    }

    static String group(long count) {
        return String.format(
                Locale.ROOT,
                "follows %,d more identities, said as a group: %d in a minute are named, and all of them are followed",
                count,
                Growth.MOST_NAMED_A_MINUTE);
    }

    private static String names(List<Issuance> issued) {
        String names = issued.stream().limit(MOST_NAMES).map(Wording::name).collect(Collectors.joining(", "));
        int more = issued.size() - MOST_NAMES;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static String name(Issuance issued) {
        return issued.kind().id().replace('-', ' ') + " " + issued.name();
    }
}
