package io.stakeout.notify.slack.in;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a person may be one of those whom an incident follows, by their names. Deliberately wide: who is taken for
 * somebody else is asked by telephone, who is asked and is the suspect is warned. Pure.
 */
final class Likeness {

    /** A part of a name that says something; shorter ones are in half of all names. */
    private static final int SHORTEST_WORD = 3;

    /** A whole name that is looked for within another. */
    private static final int SHORTEST_PART = 4;

    private final Set<String> words = new HashSet<>();
    private final Set<String> wholes = new HashSet<>();

    /** @param names all that are known of a person: e-mail address, user name, real and shown name */
    Likeness(Collection<String> names) {
        names.forEach(name -> {
            String own = beforeAt(name);
            words.addAll(words(own));
            wholes.add(joined(own));
        });
    }

    /** The first of these names that the person may be behind. */
    Optional<String> firstOf(Stream<String> others) {
        return others.filter(this::like).findFirst();
    }

    private boolean like(String other) {
        return telling(other).anyMatch(part -> {
            String whole = joined(part);
            boolean within = wholes.stream().anyMatch(own -> own.equals(whole) || holds(own, whole))
                    || Stream.concat(wholes.stream(), words.stream()).anyMatch(own -> holds(whole, own));
            return !whole.isEmpty() && within || words(part).stream().anyMatch(words::contains);
        });
    }

    /** Of an ARN or a session what names somebody: its path, not its account and service. */
    private static Stream<String> telling(String name) {
        String path = name.startsWith("arn:") ? name.substring(name.lastIndexOf(':') + 1) : name;
        return Arrays.stream(path.split("[/:]")).map(Likeness::beforeAt);
    }

    private static boolean holds(String whole, String part) {
        return part.length() >= SHORTEST_PART && whole.contains(part);
    }

    private static String beforeAt(String name) {
        int at = name.indexOf('@');
        return at > 0 ? name.substring(0, at) : name;
    }

    private static Set<String> words(String name) {
        return Arrays.stream(plain(name).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toSet());
    }

    private static String joined(String name) {
        return plain(name).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String plain(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return letters.toLowerCase(Locale.ROOT);
    }
}
