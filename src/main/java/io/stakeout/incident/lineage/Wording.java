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

    /** @param fresh who joined by one call, at least one */
    static String joined(List<Issuance> fresh, Follow follow) {
        Issuance lead = fresh.get(0);
        String by = " by " + lead.how();
        List<Issuance> followed = fresh.stream().filter(Issuance::followed).toList();
        if (followed.isEmpty()) {
            return lead.relation() == Issuance.Relation.TOUCHED
                    ? names(fresh) + by + " touched: shown beside the watch, its calls are not followed"
                    : names(fresh) + by + " made: its calls are not followed until somebody confirms it";
        }
        boolean covered = followed.stream().allMatch(issued -> follow.covers(issued.reach()));
        if (!covered) {
            return names(fresh) + by + " made: known, and not followed at the level " + follow.id();
        }
        return "follows " + names(fresh) + by
                + (lead.relation() == Issuance.Relation.TOUCHED ? ", touched, not made by the suspect" : "");
    }

    static String group(long count) {
        return String.format(
                Locale.ROOT,
                "%,d more identities joined as a group; %d in a minute are named, and all of them are followed",
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
