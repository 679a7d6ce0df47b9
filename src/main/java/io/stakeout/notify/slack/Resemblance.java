package io.stakeout.notify.slack;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether somebody in a channel may be whom an incident follows, by e-mail address, user name and real name. Case, accents
 * and punctuation don't count, nor in which order a name is written, nor whether a first name is an initial. Whoever only
 * shares a part of a name is somebody else: a channel that is held back for every Smith would tell nobody anything. Pure.
 */
final class Resemblance {

    /** Shorter names say nothing. */
    private static final int SHORTEST = 3;

    private final Set<String> suspects = new HashSet<>();

    /**
     * @param names of suspects and what they have minted, as AWS writes them: ARNs, session names, user names, addresses
     */
    Resemblance(Collection<String> names) {
        names.stream().flatMap(name -> personal(name).stream()).forEach(name -> suspects.addAll(forms(name)));
        suspects.removeIf(form -> form.length() < SHORTEST);
    }

    /** Which of a person's names is like a suspect's. */
    Optional<String> of(Collection<String> names) {
        return names.stream()
                .filter(name -> forms(name).stream().anyMatch(suspects::contains))
                .findFirst();
    }

    /** Of an ARN what may be a person's: the user's or the session's name, not the role's. */
    private static List<String> personal(String name) {
        String path = name.startsWith("arn:") ? name.substring(name.lastIndexOf(':') + 1) : name;
        if (path.startsWith("role/") || path.equals("root")) {
            return List.of();
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        int session = last.lastIndexOf(':');
        return List.of(session < 0 ? last : last.substring(session + 1));
    }

    /** In which forms it would be written elsewhere. */
    private static Set<String> forms(String name) {
        int at = name.indexOf('@');
        List<String> words = words(at > 0 ? name.substring(0, at) : name);
        Set<String> forms = new HashSet<>();
        forms.add(String.join("", words));
        forms.add(String.join("", new TreeSet<>(words)));
        if (words.size() == 2) {
            String first = words.get(0);
            String second = words.get(1);
            forms.add(second + first);
            forms.add(first.charAt(0) + second);
            forms.add(second + first.charAt(0));
        }
        return forms;
    }

    private static List<String> words(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return Arrays.stream(plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
