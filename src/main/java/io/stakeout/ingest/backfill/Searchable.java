package io.stakeout.ingest.backfill;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;

/**
 * What CloudTrail's event history can be searched by. Others may be found with it: of a role session it knows the session's
 * name only.
 *
 * @param key AccessKeyId or Username
 */
record Searchable(String key, String value) implements Comparable<Searchable> {

    private static final Comparator<Searchable> ORDER =
            Comparator.comparing(Searchable::key).thenComparing(Searchable::value);

    /** In their order, each once; by source address, role or source identity it can't be searched. */
    static Set<Searchable> of(Set<Watch> watches) {
        Set<Searchable> all = new TreeSet<>();
        watches.forEach(watch -> of(watch.suspect()).ifPresent(all::add));
        return all;
    }

    private static Optional<Searchable> of(Suspect suspect) {
        String value = suspect.value();
        return switch (suspect.type()) {
            case ACCESS_KEY -> Optional.of(new Searchable("AccessKeyId", value));
            case USER_NAME, SERVICE_SESSION -> Optional.of(userName(value));
            case PRINCIPAL_ARN ->
                value.contains(":role/") ? Optional.empty() : Optional.of(userName(afterLast('/', ':', value)));
            case PRINCIPAL_ID -> session(value);
            case CONSOLE_SESSION -> session(value.substring(0, value.indexOf(' ')));
            case IDENTITY_CENTER_USER, SOURCE_IDENTITY, SOURCE_IP, SHARED_EVENT -> Optional.empty();
        };
    }

    private static Searchable userName(String name) {
        return new Searchable("Username", name);
    }

    /** Of {@code arn:…:user/path/bob} bob, of {@code arn:…:root} root. */
    private static String afterLast(char slash, char colon, String arn) {
        return arn.substring(Math.max(arn.lastIndexOf(slash), arn.lastIndexOf(colon)) + 1);
    }

    private static Optional<Searchable> session(String principalId) {
        int colon = principalId.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(userName(principalId.substring(colon + 1)));
    }

    @Override
    public int compareTo(Searchable other) {
        return ORDER.compare(this, other);
    }
}
