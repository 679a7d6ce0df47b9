package io.stakeout.watch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.stakeout.cloudtrail.Issuance;
import io.stakeout.cloudtrail.Issuance.Reach;

/**
 * How what an incident watches hangs together: identities, and the issuances by which each came from another. Decides
 * who is watched: whoever is suspected, and whoever is reached from there over issuances that the incident's {@link
 * Follow} covers, without passing through anybody who is excluded. Pure; immutable.
 */
public final class Lineage {

    /**
     * An identity.
     *
     * @param kind an {@link Issuance.Kind}; empty for a suspect that is no such thing, an address for example
     * @param suspected whether somebody named it and it is still suspected
     * @param confirmed whether somebody said that its calls are the suspects' doing
     */
    public record Node(
            long id,
            Optional<Issuance.Kind> kind,
            String value,
            Optional<String> account,
            boolean suspected,
            boolean confirmed,
            boolean excluded) {
        public Node {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(value);
            Objects.requireNonNull(account);
        }
    }

    /**
     * That the one handed out the other.
     *
     * @param followed whether the calls of the other count then
     * @param notBefore from when on they do; empty when all of them do
     */
    public record Edge(long from, long to, Reach reach, boolean followed, Optional<Instant> notBefore) {
        public Edge {
            Objects.requireNonNull(reach);
            Objects.requireNonNull(notBefore);
        }
    }

    private final Map<Long, Node> nodes = new HashMap<>();
    private final List<Edge> edges;
    private final Set<Long> reached;
    /** Since when the calls of those count who are followed. */
    private final Map<Long, Optional<Instant>> followed = new HashMap<>();

    public Lineage(Collection<Node> all, Collection<Edge> edges, Follow follow) {
        all.forEach(node -> nodes.put(node.id, node));
        this.edges = List.copyOf(edges);
        List<Edge> covered =
                edges.stream().filter(edge -> follow.covers(edge.reach)).toList();
        Map<Long, List<Long>> next = new HashMap<>();
        covered.forEach(
                edge -> next.computeIfAbsent(edge.from, k -> new ArrayList<>(2)).add(edge.to));
        this.reached = reach(next);
        covered.stream()
                .filter(edge -> edge.followed && reached.contains(edge.from) && reached.contains(edge.to))
                .forEach(edge -> followed.merge(edge.to, edge.notBefore, Lineage::earlier));
        reached.stream().filter(id -> nodes.get(id).confirmed).forEach(id -> followed.put(id, Optional.empty()));
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        return a.flatMap(first -> b.map(second -> first.isBefore(second) ? first : second));
    }

    private Set<Long> reach(Map<Long, List<Long>> next) {
        Set<Long> seen = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>();
        nodes.values().stream()
                .filter(node -> node.suspected && !node.excluded)
                .forEach(node -> visit(node.id, seen, open));
        while (!open.isEmpty()) {
            for (long to : next.getOrDefault(open.remove(), List.of())) {
                if (nodes.containsKey(to) && !nodes.get(to).excluded) {
                    visit(to, seen, open);
                }
            }
        }
        return seen;
    }

    private static void visit(long id, Set<Long> seen, Deque<Long> open) {
        if (seen.add(id)) {
            open.add(id);
        }
    }

    /** Whether an issuance, or several, lead to it from a suspect, as far as the incident follows. */
    public boolean reached(long id) {
        return reached.contains(id);
    }

    /** How many identities there are. */
    public int size() {
        return nodes.size();
    }

    /** Why it is not reached: {@code excluded}, itself or all that leads to it, or else {@code level}. */
    public String why(long id) {
        return new Lineage(nodes.values(), edges, Follow.FULL).reached(id) ? "level" : "excluded";
    }

    /** Whether its calls are taken for the suspects': those of a suspect, and of what is reached and followed. */
    public boolean watched(long id) {
        return reached.contains(id) && (nodes.get(id).suspected || followed.containsKey(id));
    }

    /**
     * By what the calls of those who were not named are known.
     *
     * @param incident whose lineage it is
     */
    public List<Watch> watches(long incident) {
        List<Watch> watches = new ArrayList<>();
        followed.forEach((id, since) -> watches.addAll(Traces.of(incident, nodes.get(id), since)));
        return watches;
    }
}
