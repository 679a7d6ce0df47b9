package io.stakeout.signal.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.stakeout.signal.yaml.Part;

/** Reads a pattern from a file, as alternatives: each {@code $or} multiplies them. */
final class PatternReader {

    private static final String OR = "$or";
    private static final int MAX_BRANCHES = 64;
    private static final int MAX_MEMBERS = 64;

    private List<Map<String, Condition>> branches = List.of(Map.of());
    private int members;

    private PatternReader() {}

    static List<Branch> read(Part part) {
        PatternReader reader = new PatternReader();
        reader.object(part, "");
        return reader.branches.stream()
                .map(one -> new Branch(List.copyOf(one.values())))
                .toList();
    }

    private void object(Part part, String path) {
        var entries = part.members().entries();
        if (entries.isEmpty()) {
            throw part.refused("a pattern without members would take everything");
        }
        entries.forEach(member -> {
            if (member.getKey().equals(OR)) {
                or(member.getValue(), path);
            } else {
                member(member.getKey(), member.getValue(), path);
            }
        });
    }

    private void member(String name, Part value, String path) {
        if (name.isEmpty() || name.contains(".")) {
            throw value.refused("'" + name + "' is no name of a member; for a member of a member, nest them");
        }
        if (++members > MAX_MEMBERS) {
            throw value.refused("more than " + MAX_MEMBERS + " members");
        }
        String here = path.isEmpty() ? name : path + "." + name;
        if (value.isMap()) {
            object(value, here);
        } else {
            narrow(value, condition(value, here));
        }
    }

    private static Condition condition(Part list, String path) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        List<Operator> anyOf = new ArrayList<>();
        for (Part value : list.list(Operators.MAX_LIST)) {
            anyOf.add(Operators.read(value));
            json.add(Operators.json(value));
        }
        if (anyOf.isEmpty()) {
            throw list.refused("an empty list takes nothing");
        }
        Company.check(list);
        return new Condition(path, List.copyOf(anyOf), json);
    }

    private void narrow(Part list, Condition condition) {
        List<Map<String, Condition>> narrowed = new ArrayList<>();
        for (Map<String, Condition> branch : branches) {
            Map<String, Condition> copy = new HashMap<>(branch);
            if (copy.put(condition.path(), condition) != null) {
                throw list.refused(condition.path() + " is here twice: beside " + OR + " and in it");
            }
            narrowed.add(copy);
        }
        branches = narrowed;
    }

    private void or(Part list, String path) {
        List<Map<String, Condition>> before = branches;
        List<Map<String, Condition>> after = new ArrayList<>();
        List<Part> alternatives = list.list(MAX_BRANCHES);
        if (alternatives.size() < 2) {
            throw list.refused(OR + " wants two alternatives or more");
        }
        for (Part alternative : alternatives) {
            branches = before;
            object(alternative, path);
            after.addAll(branches);
        }
        if (after.size() > MAX_BRANCHES) {
            throw list.refused("more than " + MAX_BRANCHES + " alternatives in all");
        }
        branches = after;
    }
}
