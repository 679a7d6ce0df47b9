package io.stakeout.containment.facts;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.stakeout.containment.guard.Facts;
import io.stakeout.containment.plan.PrincipalRef;

/** Makes of what was counted how principals are used. Pure. */
final class Uses {

    /** What has the form of an address; services write a host name or {@code AWS Internal} instead. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]{2,43}");

    private final PipelineSigns signs = PipelineSigns.shipped();

    /**
     * How one is used; empty when nothing of it was counted: that is no sign that nobody uses it.
     *
     * @param identifiers by which its use is counted
     * @param rows of those, of the last 24 hours
     */
    Optional<Facts.Use> of(PrincipalRef principal, Set<String> identifiers, Suspicion suspicion, List<Used> rows) {
        if (rows.stream().noneMatch(row -> row.is("call"))) {
            return Optional.empty();
        }
        Set<String> sessions = values(rows, "session", name -> !suspicion.own(name));
        boolean role = principal.kind() == PrincipalRef.Kind.ROLE;
        Set<String> addresses = values(rows, "address", value -> true);
        Set<String> agents = values(rows, "agent", value -> true);
        Set<String> seen = new HashSet<>(agents);
        seen.addAll(addresses);
        List<String> pipeline = signs.of(
                seen,
                role ? sessions.stream().map(Uses::name).toList() : List.of(),
                (int) rows.stream()
                        .filter(row -> row.is("call"))
                        .map(Used::hour)
                        .distinct()
                        .count(),
                atOnce(rows, suspicion),
                suspicion.how());
        return Optional.of(new Facts.Use(
                suspicion.since(),
                role ? sessions.stream().map(Uses::name).toList() : strangers(addresses, agents, suspicion),
                List.copyOf(addresses),
                List.copyOf(agents),
                calls(identifiers, principal, rows),
                pipeline));
    }

    /** A user has no sessions to tell its owner from the suspect: what the suspect doesn't use is somebody else's. */
    private static List<String> strangers(Set<String> addresses, Set<String> agents, Suspicion suspicion) {
        TreeSet<String> strangers = new TreeSet<>();
        addresses.stream()
                .filter(address -> !suspicion.addresses().contains(address))
                .forEach(address -> strangers.add("from " + address));
        agents.stream()
                .filter(agent -> !suspicion.agents().contains(agent))
                .forEach(agent -> strangers.add("with " + agent));
        return List.copyOf(strangers);
    }

    private static Set<String> values(Collection<Used> rows, String kind, Predicate<String> wanted) {
        return rows.stream()
                .filter(row -> row.is(kind) && wanted.test(row.value()))
                .map(Used::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int atOnce(List<Used> rows, Suspicion suspicion) {
        Map<Instant, Set<String>> byHour = new HashMap<>();
        rows.stream()
                .filter(row -> row.is("address")
                        && !suspicion.addresses().contains(row.value())
                        && ADDRESS.matcher(row.value()).matches())
                .forEach(row -> byHour.computeIfAbsent(row.hour(), hour -> new HashSet<>())
                        .add(row.value()));
        return byHour.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    /** The same calls may be counted by ARN, by id and by key: the most of these, and of keys all together. */
    private static long calls(Set<String> identifiers, PrincipalRef principal, List<Used> rows) {
        Map<String, Long> totals = new HashMap<>();
        rows.stream()
                .filter(row -> row.is("call") && row.of(identifiers))
                .forEach(row -> totals.merge(row.identifier(), row.calls(), Long::sum));
        long keys = 0;
        long most = 0;
        for (Map.Entry<String, Long> total : totals.entrySet()) {
            boolean key =
                    principal.kind() != PrincipalRef.Kind.ROLE && total.getKey().startsWith("AKIA");
            keys += key ? total.getValue() : 0;
            most = Math.max(most, key ? 0 : total.getValue());
        }
        return Math.max(keys, most);
    }

    /** Of {@code AROA…:session} what people know it by. */
    private static String name(String session) {
        int colon = session.indexOf(':');
        return session.equals(Used.MORE) ? "more than are counted" : session.substring(colon + 1);
    }
}
