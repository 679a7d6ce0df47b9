package io.stakeout.containment.guard;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import io.stakeout.containment.plan.PrincipalRef;

/**
 * What is known of those whom plans lay hands on.
 *
 * @param principals of users, roles and roots
 * @param people of Identity Center people, by their user ids, in whatever account they are cut
 */
public record ByTarget<T>(Map<PrincipalRef, T> principals, Map<String, T> people) {

    public ByTarget {
        principals = Map.copyOf(principals);
        people = Map.copyOf(people);
    }

    public static <T> ByTarget<T> none() {
        return new ByTarget<>(Map.of(), Map.of());
    }

    public <U> ByTarget<U> map(Function<T, U> of) {
        return new ByTarget<>(mapped(principals, of), mapped(people, of));
    }

    private static <K, T, U> Map<K, U> mapped(Map<K, T> from, Function<T, U> of) {
        Map<K, U> to = new HashMap<>();
        from.forEach((key, value) -> to.put(key, of.apply(value)));
        return to;
    }

    /** The first sentence, in their order, about those of a plan's targets of whom something is known that counts. */
    Optional<String> first(Targets targets, Predicate<T> counts, BiFunction<String, T, String> sentence) {
        TreeSet<String> sentences = new TreeSet<>();
        for (PrincipalRef target : targets.principals()) {
            Optional.ofNullable(principals.get(target))
                    .filter(counts)
                    .ifPresent(known -> sentences.add(sentence.apply(Words.name(target), known)));
        }
        targets.people().values().stream()
                .flatMap(Collection::stream)
                .forEach(person -> Optional.ofNullable(people.get(person))
                        .filter(counts)
                        .ifPresent(known -> sentences.add(sentence.apply(Words.person(person), known))));
        return sentences.stream().findFirst();
    }
}
