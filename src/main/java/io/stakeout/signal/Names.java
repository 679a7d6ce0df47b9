package io.stakeout.signal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;
import io.stakeout.watch.Watch;

/**
 * When two identifiers name the same principal. One that is named in two ways has a name in common: a user's ARN and its
 * name in its account, a session's console and its principal id. Pure.
 */
final class Names {

    private static final Pattern USER = Pattern.compile("arn:[^:]+:iam::(\\d{12}):user/(?:.*/)?([^/]+)");
    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::(\\d{12}):role/(?:.*/)?([^/]+)");
    private static final Pattern SESSION = Pattern.compile("arn:[^:]+:sts::(\\d{12}):assumed-role/([^/]+)/(.+)");
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]+:(?:iam|sts)::(\\d{12}):.*");

    private Names() {}

    /** All names of those who are one principal: see {@link #telling}. */
    static Set<String> of(Collection<Suspect> suspects) {
        Set<String> names = new TreeSet<>();
        telling(suspects).forEach(suspect -> names.addAll(of(suspect)));
        return names;
    }

    /** Those that tell who it is. An address is many people's: it tells only where nothing else is named. */
    static List<Suspect> telling(Collection<Suspect> suspects) {
        List<Suspect> exact = suspects.stream()
                .filter(suspect -> suspect.type() != SuspectType.SOURCE_IP)
                .toList();
        return exact.isEmpty() ? List.copyOf(suspects) : exact;
    }

    static Set<String> of(Suspect suspect) {
        String value = suspect.value();
        return switch (suspect.type()) {
            case CONSOLE_SESSION -> Set.of("principal-id " + value.substring(0, value.indexOf(' ')));
            case USER_NAME -> Set.of("user " + suspect.account().orElse("") + " " + value);
            case PRINCIPAL_ARN -> ofArn(value);
            default -> Set.of(suspect.type().id() + " " + value);
        };
    }

    private static Set<String> ofArn(String arn) {
        Set<String> names = new HashSet<>(List.of("principal-arn " + arn));
        add(names, "user ", USER.matcher(arn));
        add(names, "role ", ROLE.matcher(arn));
        return names;
    }

    private static void add(Set<String> names, String kind, Matcher arn) {
        if (arn.matches()) {
            names.add(kind + arn.group(1) + " " + arn.group(2));
        }
    }

    /** Whether the calls of whom a signal names are, all of them, calls of whom an incident watches. */
    static boolean covered(Suspect named, Watch watch) {
        Suspect watched = watch.suspect();
        boolean elsewhere = named.account().isPresent()
                && watched.account().isPresent()
                && !named.account().equals(watched.account());
        return !elsewhere && of(watched).stream().anyMatch(above(named)::contains);
    }

    /** Its names, and those of whom it is a session: a role that is watched is watched in all its sessions. */
    private static Set<String> above(Suspect suspect) {
        Set<String> names = new HashSet<>(of(suspect));
        if (suspect.type() == SuspectType.PRINCIPAL_ARN) {
            add(names, "role ", SESSION.matcher(suspect.value()));
        }
        int colon = suspect.value().indexOf(':');
        if (suspect.type() == SuspectType.PRINCIPAL_ID && colon > 0) {
            names.add("principal-id " + suspect.value().substring(0, colon));
            if (suspect.account().isPresent()) {
                names.add("service-session " + suspect.value().substring(colon + 1));
            }
        }
        return names;
    }

    /** The accounts that these belong to, as far as they say so. */
    static Set<String> accounts(Collection<Suspect> suspects) {
        Set<String> accounts = new TreeSet<>();
        for (Suspect suspect : suspects) {
            suspect.account().ifPresent(accounts::add);
            Matcher arn = ACCOUNT.matcher(suspect.value());
            if (suspect.type() == SuspectType.PRINCIPAL_ARN && arn.matches()) {
                accounts.add(arn.group(1));
            }
        }
        return accounts;
    }
}
