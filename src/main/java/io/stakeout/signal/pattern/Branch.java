package io.stakeout.signal.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Conditions that must all hold, in the same elements of lists: one alternative of a pattern. Sorted by path, as event-ruler goes. */
record Branch(List<Condition> conditions) {

    Branch(List<Condition> conditions) {
        this.conditions = conditions.stream()
                .sorted(Comparator.comparing(Condition::path))
                .toList();
    }

    /** The same as a pattern for event-ruler. */
    ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Condition condition : conditions) {
            String[] steps = condition.path().split("\\.");
            ObjectNode parent = root;
            for (String step : Arrays.asList(steps).subList(0, steps.length - 1)) {
                parent = parent.withObjectProperty(step);
            }
            parent.set(steps[steps.length - 1], condition.json());
        }
        return root;
    }

    /** How many combinations of values there are to try, at worst. */
    double combinations(RawEvent event) {
        return conditions.stream()
                .mapToDouble(one -> Math.max(1, event.at(one.path()).size()))
                .reduce(1, (a, b) -> a * b);
    }

    boolean matches(RawEvent event) {
        return matches(event, 0, Map.of());
    }

    private boolean matches(RawEvent event, int next, Map<Integer, Integer> elements) {
        if (next == conditions.size()) {
            return true;
        }
        Condition condition = conditions.get(next);
        boolean absent = true;
        for (RawEvent.Found one : event.at(condition.path())) {
            Optional<Map<Integer, Integer>> together = together(elements, one.elements());
            absent &= together.isEmpty();
            if (together.isPresent() && condition.takes(one.value()) && matches(event, next + 1, together.get())) {
                return true;
            }
        }
        return absent && condition.takesAbsence() && matches(event, next + 1, elements);
    }

    private static Optional<Map<Integer, Integer>> together(Map<Integer, Integer> a, Map<Integer, Integer> b) {
        Map<Integer, Integer> both = new HashMap<>(a);
        for (Map.Entry<Integer, Integer> element : b.entrySet()) {
            Integer other = both.put(element.getKey(), element.getValue());
            if (other != null && !other.equals(element.getValue())) {
                return Optional.empty();
            }
        }
        return Optional.of(both);
    }

    /** The conditions that nothing in the event meets. */
    List<Condition> unmet(RawEvent event) {
        List<Condition> unmet = new ArrayList<>(conditions);
        unmet.removeIf(one -> one.holds(event));
        return unmet;
    }
}
