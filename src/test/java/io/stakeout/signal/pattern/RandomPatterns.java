package io.stakeout.signal.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Patterns and events as JSON, from few names and values, so that they meet. What is refused at load is not made here:
 * the same member twice in one alternative, or an operator in company that stands alone.
 */
final class RandomPatterns {

    private static final List<String> MEMBERS = List.of("a", "b", "c", "d");

    private static final List<String> VALUES = List.of(
            "\"x\"",
            "\"X\"",
            "\"xy\"",
            "\"yx\"",
            "\"xyx\"",
            "\"\"",
            "\"1\"",
            "\"true\"",
            "\"null\"",
            "\"10.0.0.1\"",
            "\"10.0.0.9\"",
            "\"10.0.0.255\"",
            "\"999.1.1.1\"",
            "\"::1\"",
            "\"0:0::1\"",
            "\"::ffff:a00:1\"",
            "\"dead:beef\"",
            "\"0A000001\"",
            "\"\u00e9\"",
            "\"\u00c9\"",
            "\"\u212a\"",
            "\"k\"",
            "0",
            "-0.0",
            "1",
            "1.0",
            "10",
            "1.5",
            "-3",
            "1e1",
            "100000000000000000000000",
            "123456789.123456789123",
            "null",
            "true",
            "false");

    private static final List<String> WANTED = List.of(
            "\"x\"",
            "\"X\"",
            "\"xy\"",
            "\"1\"",
            "\"\"",
            "\"true\"",
            "\"10.0.0.1\"",
            "\"10.0.0.9\"",
            "\"::1\"",
            "\"dead:beef\"",
            "\"\u00e9\"",
            "1",
            "1.0",
            "-0.0",
            "10",
            "null",
            "true",
            "false",
            "{\"prefix\":\"x\"}",
            "{\"prefix\":\"10.0\"}",
            "{\"prefix\":{\"equals-ignore-case\":\"xY\"}}",
            "{\"suffix\":\"x\"}",
            "{\"suffix\":\"1\"}",
            "{\"suffix\":{\"equals-ignore-case\":\"X\"}}",
            "{\"equals-ignore-case\":\"XYX\"}",
            "{\"equals-ignore-case\":\"K\"}",
            "{\"wildcard\":\"x*\"}",
            "{\"wildcard\":\"*x\"}",
            "{\"wildcard\":\"x*x\"}",
            "{\"wildcard\":\"*\"}",
            "{\"wildcard\":\"1*.*1\"}",
            "{\"anything-but\":\"x\"}",
            "{\"anything-but\":[\"x\",\"xy\",\"10.0.0.1\"]}",
            "{\"anything-but\":1}",
            "{\"anything-but\":[1,1.5]}",
            "{\"anything-but\":{\"prefix\":\"x\"}}",
            "{\"anything-but\":{\"prefix\":[\"x\",\"1\"]}}",
            "{\"anything-but\":{\"suffix\":\"x\"}}",
            "{\"anything-but\":{\"suffix\":[\"y\",\"1\"]}}",
            "{\"anything-but\":{\"wildcard\":\"*y*\"}}",
            "{\"anything-but\":{\"wildcard\":[\"x*\",\"1*\"]}}",
            "{\"anything-but\":{\"equals-ignore-case\":\"x\"}}",
            "{\"anything-but\":{\"equals-ignore-case\":[\"x\",\"XY\"]}}",
            "{\"numeric\":[\"=\",1]}",
            "{\"numeric\":[\">\",0]}",
            "{\"numeric\":[\">=\",1]}",
            "{\"numeric\":[\"<\",1.5]}",
            "{\"numeric\":[\"<=\",-3]}",
            "{\"numeric\":[\">\",0,\"<=\",10]}",
            "{\"numeric\":[\">=\",-3,\"<\",1]}",
            "{\"exists\":true}",
            "{\"exists\":false}",
            "{\"cidr\":\"10.0.0.0/24\"}",
            "{\"cidr\":\"10.0.0.5/29\"}",
            "{\"cidr\":\"::/96\"}",
            "{\"cidr\":\"::1/127\"}");

    private final Random random;

    RandomPatterns(long seed) {
        this.random = new Random(seed);
    }

    String event() {
        return event(0);
    }

    private String event(int depth) {
        return object(depth, names(), d -> value(d, true));
    }

    private String value(int depth, boolean lists) {
        int dice = random.nextInt(10);
        if (dice < 2 && depth < 2) {
            return event(depth + 1);
        }
        if (dice < 5 && lists && depth < 3) {
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(random.nextInt(3) > 0 && depth < 2 ? event(depth + 1) : value(depth + 1, true));
            }
            return "[" + String.join(",", elements) + "]";
        }
        return one(VALUES);
    }

    /** Half of them with an {@code $or}, on members that stand nowhere else. */
    String pattern() {
        List<String> names = names();
        if (names.size() < 2 || random.nextBoolean()) {
            return object(0, names, this::wanted);
        }
        String plain = object(0, names.subList(1, names.size()), this::wanted);
        String or = or(0, names.get(0));
        return "{" + or + "," + plain.substring(1);
    }

    private String or(int depth, String name) {
        List<String> alternatives = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            String more = random.nextBoolean() ? ",\"" + name + name + "\":" + wanted(2) : "";
            alternatives.add("{\"" + name + "\":" + wanted(depth + 1) + more + "}");
        }
        return "\"$or\":[" + String.join(",", alternatives) + "]";
    }

    private String wanted(int depth) {
        if (depth < 2 && random.nextInt(5) < 2) {
            return random.nextInt(4) > 0 ? object(depth + 1, names(), this::wanted) : "{" + or(depth + 1, "a") + "}";
        }
        String first = one(WANTED);
        List<String> values = new ArrayList<>(List.of(first));
        for (int i = random.nextInt(4); i > 0; i--) {
            String more = one(WANTED);
            if (!company(first).isEmpty() && company(first).equals(company(more))) {
                values.add(more);
            }
        }
        return "[" + String.join(",", values) + "]";
    }

    /** Which values may stand in one list; empty for what stands alone. */
    private static String company(String wanted) {
        if (wanted.startsWith("{")) {
            boolean affix = wanted.matches("\\{\"(prefix|suffix)\":\"[^{]*");
            return affix ? "texts" : wanted.startsWith("{\"cidr") ? "addresses" : "";
        }
        if (wanted.matches("-?[0-9.]+")) {
            return "numbers";
        }
        return wanted.matches("\"(10\\..*|::1)\"") ? "addresses" : "texts";
    }

    private String object(int depth, List<String> names, Function<Integer, String> value) {
        List<String> members = new ArrayList<>();
        for (String name : names) {
            members.add("\"" + name + "\":" + value.apply(depth + 1));
        }
        return "{" + String.join(",", members) + "}";
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(MEMBERS);
        names.removeIf(name -> random.nextInt(10) < 6);
        return names.isEmpty() ? List.of("a") : names;
    }

    private String one(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
