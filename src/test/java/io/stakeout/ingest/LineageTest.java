package io.stakeout.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.stakeout.incident.lineage.LineageView;
import io.stakeout.testing.Disguise;
import io.stakeout.testing.SharedData;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;

/** The recorded attacks, followed: as many calls as were worked out independently, whatever the order of arrival. */
@QuarkusTest
@WithPostgres
class LineageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ATTACK = "data/invictus-a/";
    private static final String KEY = "AKIATFQR7NSC8Q4X20BJ";
    private static final int PERMUTATIONS = 20;
    private static final int IN_EACH = 25;

    @Inject
    Following following;

    private final Disguise disguise = new Disguise();

    @ParameterizedTest
    @CsvSource({"DIRECT, direct", "SESSIONS, sts", "CREDENTIALS, creds", "FULL, fullStrict"})
    void everySeedOfTheAttackIsFollowedAsFarAsTheLevelSays(Follow follow, String scope) throws IOException {
        List<byte[]> stream = stream("kinesis-in-order.b64.txt");
        JsonNode seeds = expected(ATTACK + "expected.json").path("seeds");
        List<Long> opened = new ArrayList<>();
        seeds.forEach(seed -> opened.add(open(seed.path("seed").asText(), follow)));
        following.play(stream);
        for (int i = 0; i < opened.size(); i++) {
            JsonNode seed = seeds.get(i);
            assertThat(following.total(opened.get(i)))
                    .as("%s at %s", seed.path("label").asText(), scope)
                    .isEqualTo(seed.path("expectedEvents").path(scope).asLong());
        }
        opened.forEach(following::close);
    }

    @ParameterizedTest
    @EnumSource(Follow.class)
    void aLateDuplicatedAndFaultyStreamComesToTheSame(Follow follow) throws IOException {
        List<byte[]> stream = stream("kinesis-late-dup-faults.b64.txt");
        long incident = open(KEY, follow);
        following.play(stream);
        assertThat(following.total(incident))
                .isEqualTo(seed(KEY).path("expectedEvents").path(scope(follow)).asLong());
        following.close(incident);
    }

    @Test
    void theOrderOfArrivalMakesNoDifference() throws IOException {
        List<String> events = Files.readAllLines(SharedData.require(ATTACK + "events.jsonl"));
        Random random = new Random(20230710);
        Set<String> first = null;
        for (int n = 0; n < PERMUTATIONS; n++) {
            Disguise each = new Disguise();
            List<String> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            long incident = openAs(each.of(KEY), Follow.FULL);
            following.playRecords(shuffled.stream().map(each::of).toList(), IN_EACH);
            assertThat(following.total(incident)).as("permutation %d", n).isEqualTo(742);
            Set<String> found = proofs(incident);
            first = first == null ? found : first;
            assertThat(found).as("issuances of permutation %d", n).isEqualTo(first);
            following.close(incident);
        }
        assertThat(first).hasSizeGreaterThan(20);
    }

    @Test
    void derivedKeysAndPrincipalsAreThoseExpectedAndEachHasItsProof() throws IOException {
        long incident = open(KEY, Follow.FULL);
        following.play(stream("kinesis-in-order.b64.txt"));
        JsonNode seed = seed(KEY);
        LineageView lineage = following.lineage(incident);
        Set<String> keys = values(lineage, "access-key");
        keys.remove(disguise.of(KEY));
        assertThat(keys).isEqualTo(disguised(seed.path("derivedKeys")));
        assertThat(values(lineage, "role-session")).isEqualTo(disguised(seed.path("derivedPrincipals")));
        assertThat(values(lineage, "instance")).containsAll(disguised(seed.path("instances")));
        seed.path("derivedKeys").properties().forEach(key -> {
            LineageView.Identity identity = following.identity(incident, disguise.of(key.getKey()));
            assertThat(identity.calls().calls())
                    .as(key.getKey())
                    .isEqualTo(key.getValue().path("eventsWithKey").asLong());
            assertThat(lineage.issuances())
                    .filteredOn(hop -> hop.to() == identity.id())
                    .extracting(LineageView.Hop::eventId)
                    .containsExactly(key.getValue().path("issuedBy").asText());
        });
        long inTheTree = lineage.identities().stream()
                .mapToLong(identity -> identity.calls().calls())
                .sum();
        assertThat(inTheTree).isEqualTo(742);
        following.close(incident);
    }

    @Test
    void anInstanceSessionInTwoHandsRaisesTheAlarm() throws IOException {
        long incident = open(KEY, Follow.FULL);
        following.play(stream("kinesis-in-order.b64.txt"));
        assertThat(following.entries(incident))
                .filteredOn(entry -> entry.contains("\"session-alarm\""))
                .hasSize(1)
                .allMatch(entry -> entry.contains("3.225.16.109") && entry.contains("192.168.10.20"));
        assertThat(following.lineage(incident).identities())
                .filteredOn(LineageView.Identity::secondAddress)
                .extracting(LineageView.Identity::kind)
                .containsOnly("access-key")
                .hasSize(2);
        following.close(incident);
    }

    @ParameterizedTest
    @EnumSource(Follow.class)
    void everyTechniqueOfTheOtherDataSetComesToWhatIsExpected(Follow follow) throws IOException {
        JsonNode all = expected("data/stratus-red-team/expected.json");
        List<String> techniques = new ArrayList<>();
        all.fieldNames().forEachRemaining(techniques::add);
        assertThat(techniques).hasSize(18);
        int compared = 0;
        for (String technique : techniques) {
            compared += technique(technique, all.path(technique).path("seeds"), follow);
        }
        assertThat(compared).isGreaterThan(18);
    }

    private int technique(String technique, JsonNode seeds, Follow follow) throws IOException {
        Disguise each = new Disguise();
        List<String> events = Files.readAllLines(SharedData.require("data/stratus-red-team/" + technique + ".jsonl"));
        List<Long> opened = new ArrayList<>();
        seeds.forEach(seed -> opened.add(openAs(each.of(seed.path("seed").asText()), follow)));
        following.playRecords(events.stream().map(each::of).toList(), IN_EACH);
        for (int i = 0; i < opened.size(); i++) {
            assertThat(following.total(opened.get(i)))
                    .as("%s, %s", technique, seeds.get(i).path("label").asText())
                    .isEqualTo(seeds.get(i)
                            .path("expectedEvents")
                            .path(scope(follow))
                            .asLong());
            following.close(opened.get(i));
        }
        return opened.size();
    }

    private static String scope(Follow follow) {
        return switch (follow) {
            case DIRECT -> "direct";
            case SESSIONS -> "sts";
            case CREDENTIALS -> "creds";
            case FULL -> "fullStrict";
        };
    }

    private long open(String value, Follow follow) {
        return openAs(disguise.of(value), follow);
    }

    private long openAs(String named, Follow follow) {
        String type = named.startsWith("arn:") ? "principal-arn" : "access-key";
        return following.open(follow, Suspect.of(type, named, null));
    }

    private List<byte[]> stream(String name) throws IOException {
        Path file = SharedData.require(ATTACK + name);
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> disguise.of(Base64.getDecoder().decode(line)))
                    .toList();
        }
    }

    private static JsonNode expected(String path) throws IOException {
        return JSON.readTree(SharedData.require(path).toFile());
    }

    private static JsonNode seed(String value) throws IOException {
        for (JsonNode seed : expected(ATTACK + "expected.json").path("seeds")) {
            if (seed.path("seed").asText().equals(value)) {
                return seed;
            }
        }
        throw new IllegalArgumentException(value);
    }

    private Set<String> disguised(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(name -> names.add(disguise.of(name)));
        return names;
    }

    private static Set<String> values(LineageView lineage, String kind) {
        return lineage.identities().stream()
                .filter(identity -> identity.kind().equals(kind))
                .map(LineageView.Identity::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each issuance by what is the same in every disguise: its event, its kind and the kinds at its ends. */
    private Set<String> proofs(long incident) {
        LineageView lineage = following.lineage(incident);
        return lineage.issuances().stream()
                .map(hop -> hop.eventId() + " " + hop.how() + " " + kind(lineage, hop.from()) + " > "
                        + kind(lineage, hop.to()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String kind(LineageView lineage, long id) {
        return lineage.identities().stream()
                .filter(identity -> identity.id() == id)
                .findFirst()
                .orElseThrow()
                .kind();
    }
}
