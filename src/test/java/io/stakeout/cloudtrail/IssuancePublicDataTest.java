package io.stakeout.cloudtrail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.stakeout.testing.SharedData;

import static org.assertj.core.api.Assertions.assertThat;

/** What the calls of the public data sets hand out, by kind and call. */
@Tag("public-data")
class IssuancePublicDataTest {

    static final List<String> SETS = List.of(
            "invictus-a",
            "stratus-red-team",
            "traildiscover-log-examples",
            "panther-rule-tests",
            "aws-docs-cloudtrail-examples");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatTheAttackOfInvictusHandedOut() throws IOException {
        assertThat(counted("invictus-a"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("access-key AssumeRole", 14L),
                        Map.entry("role-session AssumeRole", 14L),
                        Map.entry("instance RunInstances", 2L),
                        Map.entry("instance SendCommand", 1L),
                        Map.entry("role AddRoleToInstanceProfile", 2L),
                        Map.entry("role AttachRolePolicy", 2L),
                        Map.entry("role CreateRole", 6L),
                        Map.entry("role PutRolePolicy", 5L)));
    }

    @Test
    void whatTheTechniquesOfStratusHandedOut() throws IOException {
        assertThat(counted("stratus-red-team"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("access-key AssumeRole", 2L),
                        Map.entry("role-session AssumeRole", 2L),
                        Map.entry("access-key CreateAccessKey", 1L),
                        Map.entry("user CreateAccessKey", 1L),
                        Map.entry("user CreateUser", 1L),
                        Map.entry("user UpdateLoginProfile", 1L),
                        Map.entry("user AttachUserPolicy", 1L),
                        Map.entry("role CreateRole", 1L),
                        Map.entry("outsider CreateRole", 1L),
                        Map.entry("role UpdateAssumeRolePolicy", 1L),
                        Map.entry("outsider UpdateAssumeRolePolicy", 1L),
                        Map.entry("role AttachRolePolicy", 1L),
                        Map.entry("instance SendSSHPublicKey", 3L),
                        Map.entry("instance SendCommand", 3L),
                        Map.entry("outsider AddPermission", 1L),
                        Map.entry("outsider ModifyImageAttribute", 1L),
                        Map.entry("trust-anchor CreateTrustAnchor", 1L)));
    }

    @Test
    void theKeysAndInstancesAreThoseOfTheExpectedAnswers() throws IOException {
        JsonNode seed = JSON.readTree(
                        SharedData.require("data/invictus-a/expected.json").toFile())
                .path("seeds")
                .path(0);
        List<Issuance> issued = records("invictus-a")
                .flatMap(call -> Issuance.of(call).stream())
                .toList();

        assertThat(values(issued, Issuance.Kind.ACCESS_KEY)).containsAll(names(seed.path("derivedKeys")));
        assertThat(values(issued, Issuance.Kind.ROLE_SESSION)).containsAll(names(seed.path("derivedPrincipals")));
        assertThat(values(issued, Issuance.Kind.INSTANCE))
                .containsExactlyInAnyOrderElementsOf(names(seed.path("instances")));
    }

    /** Rule tests keep the record in {@code event}. */
    static Stream<CloudTrailRecord> records(String set) throws IOException {
        try (Stream<Path> files = Files.list(SharedData.require("data/" + set))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream()
                    .flatMap(IssuancePublicDataTest::lines)
                    .filter(line -> !line.isBlank())
                    .map(IssuancePublicDataTest::record);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CloudTrailRecord record(String line) {
        try {
            JsonNode tree = JSON.readTree(line);
            String record = tree.path("event").isObject() ? tree.path("event").toString() : line;
            return CloudTrailRecord.parse(record.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Long> counted(String set) throws IOException {
        return records(set)
                .flatMap(call -> Issuance.of(call).stream())
                .map(issued -> issued.kind().id() + " " + issued.how())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<String> values(List<Issuance> issued, Issuance.Kind kind) {
        return issued.stream()
                .filter(one -> one.kind() == kind && one.followed())
                .map(Issuance::value)
                .distinct()
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
