package io.stakeout.containment.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.stakeout.containment.plan.Statements.Whom;

/** Sessions by what is known of them: their exact id, or their name in whatever role; apart by source identity. */
final class Whoms {

    private Whoms() {}

    static List<Whom> of(List<Subject> sessions, boolean issuedBefore) {
        Map<Optional<String>, List<Subject>> bySource =
                new TreeMap<>(Comparator.comparing((Optional<String> source) -> source.orElse("")));
        sessions.forEach(session -> bySource.computeIfAbsent(session.sourceIdentity(), s -> new ArrayList<>())
                .add(session));
        List<Whom> whoms = new ArrayList<>();
        bySource.forEach((source, of) -> add(whoms, source, of, issuedBefore));
        return whoms;
    }

    private static void add(List<Whom> whoms, Optional<String> source, List<Subject> of, boolean issuedBefore) {
        List<String> ids =
                of.stream().flatMap(s -> s.userId().stream()).distinct().toList();
        List<String> names = of.stream()
                .filter(s -> s.userId().isEmpty())
                .flatMap(s -> s.sessionName().stream())
                .distinct()
                .filter(name -> ids.stream().noneMatch(id -> id.endsWith(":" + name)))
                .toList();
        if (!ids.isEmpty()) {
            whoms.add(new Whom(ids, List.of(), source, issuedBefore));
        }
        if (!names.isEmpty()) {
            whoms.add(new Whom(List.of(), names, source, issuedBefore));
        }
    }
}
