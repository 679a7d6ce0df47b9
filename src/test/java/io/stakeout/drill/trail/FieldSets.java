package io.stakeout.drill.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.stakeout.testing.SharedData;

/**
 * Which members real records have, by call and by kind of caller, and how a generated record differs. The test that asks
 * is skipped where the public data sets are not there.
 *
 * <p>A path ends in its JSON type where that is no text: {@code readOnly boolean}, {@code responseElements null}.
 */
public final class FieldSets {

    /** Whole records as AWS wrote them; the other sets were cut or made up, so what they lack says nothing. */
    private static final List<String> WHOLE = List.of("invictus-a", "stratus-red-team", "traildiscover-log-examples");

    private static final List<String> CUT = List.of("aws-docs-cloudtrail-examples", "panther-rule-tests");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** With how much of its kind a generated record was compared. */
    public enum Basis {
        /** Same call, same end, same kind of caller. */
        SAME_CALL,
        /** Same call and end, by other kinds of callers: {@code userIdentity} isn't compared. */
        OTHER_CALLERS,
        /** Nothing of its kind: only what all records of its service have in common. */
        OTHER_CALLS,
        NOTHING
    }

    /**
     * How a record differs from the real ones, what {@link Explained} explains left out.
     *
     * @param compared number of real records
     * @param invented what it has and none of them
     * @param missing what all of them have and it lacks
     */
    public record Differences(Basis basis, int compared, List<String> invented, List<String> missing) {

        public boolean none() {
            return invented.isEmpty() && missing.isEmpty();
        }
    }

    private record Real(JsonNode record, boolean whole, Set<String> paths) {}

    /** Read when it is first needed; what holds it is never changed. */
    private static final class Known {
        private static final List<Real> ALL = read();
        private static final Explained EXPLAINED = Explained.read();
    }

    private FieldSets() {}

    /** Compares one CloudTrail record with its like. */
    public static Differences differences(byte[] generatedRecord) {
        SharedData.require("data");
        JsonNode generated = tree(generatedRecord);
        Predicate<Real> sameCall = real -> event(real.record()).equals(event(generated))
                && end(real.record()).equals(end(generated));
        List<Real> like = Known.ALL.stream().filter(sameCall).toList();
        List<Real> closest = like.stream()
                .filter(real -> sameCaller(real.record(), generated))
                .toList();
        if (!closest.isEmpty()) {
            return compare(Basis.SAME_CALL, generated, closest, path -> true);
        }
        if (!like.isEmpty()) {
            return compare(Basis.OTHER_CALLERS, generated, like, path -> !path.startsWith("userIdentity"));
        }
        List<Real> sameService = Known.ALL.stream()
                .filter(real -> source(real.record()).equals(source(generated))
                        && end(real.record()).equals(end(generated)))
                .toList();
        Basis basis = sameService.isEmpty() ? Basis.NOTHING : Basis.OTHER_CALLS;
        return compare(basis, generated, sameService, FieldSets::isOfEveryCall);
    }

    private static Differences compare(Basis basis, JsonNode generated, List<Real> real, Predicate<String> compared) {
        Set<String> ours = paths(generated);
        Set<String> some = new TreeSet<>();
        real.forEach(other -> some.addAll(other.paths()));
        List<Real> whole = real.stream().filter(Real::whole).toList();
        Set<String> every = new TreeSet<>(some);
        (whole.isEmpty() ? real : whole).forEach(other -> every.retainAll(other.paths()));
        if (whole.isEmpty()) {
            some.addAll(elsewhere(generated));
        }
        String event = event(generated);
        List<String> invented = basis == Basis.NOTHING ? List.of() : without(ours, some, compared);
        List<String> missing = without(every, ours, compared);
        return new Differences(
                basis,
                real.size(),
                Known.EXPLAINED.unexplained(event, '+', invented),
                Known.EXPLAINED.unexplained(event, '-', missing));
    }

    private static List<String> without(Set<String> these, Set<String> those, Predicate<String> compared) {
        return these.stream()
                .filter(path -> !those.contains(path))
                .filter(compared)
                .sorted()
                .toList();
    }

    /** What whole records of other calls have: the members of every call, and the caller of the same kind and version. */
    private static Set<String> elsewhere(JsonNode generated) {
        Set<String> members = new TreeSet<>();
        for (Real real : Known.ALL) {
            boolean likeCaller = sameCaller(real.record(), generated)
                    && real.record().path("eventVersion").equals(generated.path("eventVersion"));
            real.paths().stream()
                    .filter(path -> real.whole())
                    .filter(path -> isOfEveryCall(path) || likeCaller && path.startsWith("userIdentity"))
                    .forEach(members::add);
        }
        return members;
    }

    /** Real records of the same call with the same end by the same kind of caller. */
    static List<JsonNode> like(byte[] generatedRecord) {
        SharedData.require("data");
        JsonNode generated = tree(generatedRecord);
        return Known.ALL.stream()
                .filter(Real::whole)
                .map(Real::record)
                .filter(real -> event(real).equals(event(generated))
                        && end(real).equals(end(generated))
                        && sameCaller(real, generated))
                .toList();
    }

    /** Every real record that is whole. */
    static List<JsonNode> whole() {
        SharedData.require("data");
        return Known.ALL.stream().filter(Real::whole).map(Real::record).toList();
    }

    /** Not its arguments, its answer and what it touched, nor who made it. */
    private static boolean isOfEveryCall(String path) {
        return Stream.of("userIdentity", "requestParameters", "responseElements", "resources", "additionalEventData")
                .noneMatch(path::startsWith);
    }

    private static String source(JsonNode record) {
        return record.path("eventSource").asText();
    }

    private static String event(JsonNode record) {
        return source(record) + "/" + record.path("eventName").asText();
    }

    /** A call that was refused shows other members than one that failed for another reason. */
    private static String end(JsonNode record) {
        String code = record.path("errorCode").asText("");
        if (code.contains("Denied") || code.contains("Unauthorized")) {
            return record.path("errorMessage").asText("").contains("not authorized to perform") ? "refused" : "denied";
        }
        return code.isEmpty() && record.path("errorMessage").asText("").isEmpty() ? "done" : "failed";
    }

    private static boolean sameCaller(JsonNode one, JsonNode other) {
        JsonNode who = one.path("userIdentity");
        JsonNode whoElse = other.path("userIdentity");
        return who.path("type").equals(whoElse.path("type"))
                && who.has("sessionContext") == whoElse.has("sessionContext")
                && who.has("invokedBy") == whoElse.has("invokedBy");
    }

    static Set<String> paths(JsonNode record) {
        Set<String> paths = new TreeSet<>();
        record.properties().forEach(member -> paths(member.getKey(), member.getValue(), paths));
        return paths;
    }

    private static void paths(String path, JsonNode value, Set<String> into) {
        if (value.isObject()) {
            into.add(path + " object");
            value.properties().forEach(member -> paths(path + "." + member.getKey(), member.getValue(), into));
        } else if (value.isArray()) {
            into.add(path + " array");
            value.forEach(element -> paths(path + "[]", element, into));
        } else {
            String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
            into.add(value.isTextual() ? path : path + " " + type);
        }
    }

    private static List<Real> read() {
        Map<Boolean, List<String>> sets = new HashMap<>(Map.of(true, WHOLE, false, CUT));
        List<Real> all = new ArrayList<>();
        sets.forEach((whole, folders) -> folders.forEach(folder ->
                lines(folder).forEach(line -> find(tree(line.getBytes(StandardCharsets.UTF_8)), whole, all))));
        return List.copyOf(all);
    }

    /** The records themselves, or those that a test case of somebody else holds. */
    private static void find(JsonNode node, boolean whole, List<Real> into) {
        if (node.has("eventName") && node.has("userIdentity")) {
            Set<String> paths = paths(node);
            paths.remove("_file");
            into.add(new Real(node, whole, paths));
        } else {
            node.forEach(child -> find(child, whole, into));
        }
    }

    private static List<String> lines(String folder) {
        try (Stream<Path> files = Files.list(SharedData.require("data/" + folder))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines.stream().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
