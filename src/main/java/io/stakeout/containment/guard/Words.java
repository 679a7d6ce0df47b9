package io.stakeout.containment.guard;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.stakeout.containment.plan.PrincipalRef;

/** How verdicts name things. */
final class Words {

    private static final int MOST_NAMED = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** For example {@code role deploy in 444455556666}. */
    static String name(PrincipalRef principal) {
        return principal.kind().id() + " " + principal.name() + " in " + principal.account();
    }

    static String person(String userId) {
        return "Identity Center user " + userId;
    }

    static String names(Collection<PrincipalRef> principals) {
        return some(principals.stream().map(Words::name).sorted().toList());
    }

    /** The first few, and how many more there are. */
    static String some(List<String> all) {
        String named = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
    }

    static String principals(int count) {
        return count == 1 ? "1 principal" : count + " principals";
    }
}
