package io.stakeout.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.incident.ActivityFilter;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.IdentityDesk.Decision;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Timeline;
import io.stakeout.incident.lineage.LineageView;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Hops between accounts, a minted user, bystanders: what has to be found is worked out by hand, see {@link ThreeHops}. */
@QuarkusTest
@WithPostgres
class ThreeHopsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CASES = 25;

    @Inject
    Incidents incidents;

    @Inject
    IdentityDesk desk;

    @Inject
    Timeline timeline;

    @Inject
    Following following;

    @Inject
    CurrentWatch watch;

    private final ThreeHops attack = new ThreeHops();

    /**
     * Direct: c1, c2, c18. Sessions: and c3, c4, keyless, c17 in deploy; c5, c6, c7, c14 and the denied call in admin.
     * Credentials: and c19 with carol's new key; c10 with eve's key, c11 and c12 with her token, c13 back in A. Full: and
     * her sign-in c8, her console c9, and bob's call after his password was reset.
     */
    @ParameterizedTest
    @CsvSource({"DIRECT, 3", "SESSIONS, 12", "CREDENTIALS, 17", "FULL, 20"})
    void eachLevelFindsWhatItCovers(Follow follow, int calls) {
        long incident = open(follow);
        play(attack.calls);
        assertThat(found(incident)).hasSize(calls);
        if (follow == Follow.FULL) {
            assertThat(found(incident)).isEqualTo(ThreeHops.expected(attack.calls, attack.seed));
        }
    }

    @Test
    void whatIsMintedWhatIsTouchedAndWhoStandsBesideIt() {
        long incident = open(Follow.FULL);
        play(attack.calls);
        assertThat(following.identity(incident, attack.eve).relation()).isEqualTo("minted");
        assertThat(following.identity(incident, attack.bob).relation()).isEqualTo("touched");
        assertThat(following.identity(incident, attack.bob).watched()).isTrue();
        LineageView.Identity carol = following.identity(incident, attack.carol);
        assertThat(carol.relation()).isEqualTo("touched");
        assertThat(carol.unwatched()).contains("offered");
        assertThat(following.identity(incident, attack.carolsNewKey).relation()).isEqualTo("minted");
        assertThat(following.identity(incident, attack.seed).relation()).isEqualTo("suspect");
        assertThat(following.lineage(incident).identities())
                .filteredOn(identity -> identity.kind().equals("console-session"))
                .singleElement()
                .satisfies(console -> assertThat(console.calls().calls()).isEqualTo(1));
    }

    @Test
    void aHopIntoAnotherAccountSaysWhetherThatAccountIsInTheStream() {
        long incident = open(Follow.FULL);
        play(attack.calls);
        Map<String, Optional<Boolean>> sides = new HashMap<>();
        following
                .lineage(incident)
                .issuances()
                .forEach(hop -> hop.otherAccount().ifPresent(account -> sides.put(account, hop.otherAccountSeen())));
        assertThat(sides).containsOnly(Map.entry(attack.b, Optional.of(true)), Map.entry(attack.a, Optional.of(false)));
    }

    @Test
    void aRaisedLevelLooksBackAndALowerOneStops() {
        long incident = open(Follow.DIRECT);
        play(attack.calls);
        assertThat(found(incident)).hasSize(3);
        assertThat(following.identity(incident, attack.toB).unwatched()).contains("level");
        follow(incident, Follow.FULL);
        assertThat(found(incident)).hasSize(20);
        follow(incident, Follow.SESSIONS);
        assertThat(following.identity(incident, attack.evesKey).unwatched()).contains("level");
        assertThat(following.identity(incident, attack.toB).watched()).isTrue();
    }

    @Test
    void anExcludedBranchIsNotFollowedUntilItIsIncludedAgain() {
        long incident = open(Follow.FULL);
        int cut = index("c5");
        play(attack.calls.subList(0, cut));
        long excluded = following.identity(incident, attack.admin).id();
        desk.decide(Actor.STAKEOUT, incident, excluded, Decision.EXCLUDE, "the agent, not the thief");
        await().until(() -> watch.published().watches().stream()
                .noneMatch(one -> one.suspect().value().equals(attack.admin)));
        play(attack.calls.subList(cut, attack.calls.size()));
        assertThat(found(incident)).doesNotContain("c5", "c8", "c13").contains("c17", "c19");
        assertThat(following.identity(incident, attack.admin).unwatched()).contains("excluded");
        assertThatThrownBy(() -> desk.decide(Actor.STAKEOUT, incident, excluded, Decision.EXCLUDE, "again"))
                .isInstanceOf(Problem.class);
        desk.decide(Actor.STAKEOUT, incident, excluded, Decision.INCLUDE, "it was the thief after all");
        following.settle();
        assertThat(found(incident)).isEqualTo(ThreeHops.expected(attack.calls, attack.seed));
        assertThat(following.identity(incident, attack.admin).note()).contains("it was the thief after all");
    }

    @Test
    void whatIsOfferedIsFollowedOnceConfirmed() {
        long incident = open(Follow.FULL);
        play(attack.calls);
        assertThat(found(incident)).doesNotContain("carol");
        long carol = following.identity(incident, attack.carol).id();
        desk.decide(Actor.STAKEOUT, incident, carol, Decision.CONFIRM, "her laptop was taken");
        following.settle();
        assertThat(found(incident)).contains("carol").hasSize(21);
        long suspect = following.identity(incident, attack.seed).id();
        assertThatThrownBy(() -> desk.decide(Actor.STAKEOUT, incident, suspect, Decision.EXCLUDE, "why not"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.detail()).contains("Stop watching it instead"));
        assertThatThrownBy(() -> desk.decide(Actor.STAKEOUT, incident, carol, Decision.CONFIRM, " "))
                .isInstanceOf(Problem.class);
    }

    @Test
    void whoMerelySharesAnAddressWithASuspectLeadsNowhereUntilItIsNamed() {
        String address = "192.0.2." + (100 + Integer.parseInt(attack.n) % 100);
        long incident = following.open(Follow.FULL, Suspect.of("source-ip", address, null));
        attack.calls.replaceAll(call -> new ThreeHops.Call(
                call.id(),
                call.id().equals("c2") ? call.json().replace("198.51.100.7", address) : call.json(),
                call.by(),
                call.hands()));
        play(attack.calls);
        assertThat(found(incident)).containsExactly("c2");
        assertThat(following.lineage(incident).identities()).hasSize(1);
        assertThat(following.lineage(incident).issuances()).isEmpty();
        incidents.addSuspect(Actor.STAKEOUT, incident, Suspect.of("access-key", attack.seed, null));
        following.settle();
        assertThat(found(incident)).isEqualTo(ThreeHops.expected(attack.calls, attack.seed));
        assertThat(following.identity(incident, address).calls().calls()).isZero();
        assertThat(following.identity(incident, attack.seed).calls().calls()).isEqualTo(3);
    }

    /** Until a key is known to be handed out, its calls are the user's and the console session's, and both lead to one session. */
    @Test
    void aKeyThatJoinsLastTakesOverWhatOthersSeemedToHaveDone() {
        String user = "arn:aws:iam::" + attack.a + ":user/mallory";
        String token = "ASIAHOPSLATE" + attack.n + "0000";
        ThreeHops.Call hop = attack.calls.get(2);
        String byToken = hop.json().replace(attack.seed, token).replace("c2-", "first-");
        String inConsole = byToken.replace("first-", "second-")
                .replace(
                        "\"accessKeyId\":\"" + token + "\",\"principalId\"",
                        "\"accessKeyId\":\"" + token
                                + "\",\"sessionContext\":{\"attributes\":{\"creationDate\":\"2026-01-05T09:00:00Z\"}},\"principalId\"");
        String signIn = attack.calls
                .get(1)
                .json()
                .replace("\"sts.amazonaws.com\"", "\"signin.amazonaws.com\"")
                .replace("\"GetCallerIdentity\"", "\"ConsoleLogin\"")
                .replace("\"accessKeyId\":\"" + attack.seed + "\",", "")
                .replace("\"responseElements\":{}", "\"responseElements\":{\"ConsoleLogin\":\"Success\"}")
                .replaceAll("\"eventTime\":\"[^\"]*\"", "\"eventTime\":\"2026-01-05T09:00:00Z\"");
        String handsOut = attack.calls
                .get(1)
                .json()
                .replace("c1-", "token-")
                .replace("\"GetCallerIdentity\"", "\"GetSessionToken\"")
                .replace(
                        "\"responseElements\":{}",
                        "\"responseElements\":{\"credentials\":{\"accessKeyId\":\"" + token + "\"}}");
        long incident = following.open(Follow.FULL, Suspect.of("principal-arn", user, null));
        following.playRecords(List.of(signIn, byToken, inConsole), 1);
        assertThat(following.lineage(incident).issuances())
                .extracting(one -> kind(incident, one.from()))
                .contains("user", "console-session");
        following.playRecords(List.of(handsOut), 1);
        assertThat(found(incident)).containsExactlyInAnyOrder("c1", "first", "second", "token");
        long session = following.identity(incident, attack.deploy).id();
        assertThat(following.lineage(incident).issuances())
                .filteredOn(one -> one.to() == session)
                .singleElement()
                .satisfies(one -> assertThat(kind(incident, one.from())).isEqualTo("access-key"));
        assertThat(following.identity(incident, token).calls().calls()).isEqualTo(2);
    }

    private String kind(long incident, long id) {
        return following.lineage(incident).identities().stream()
                .filter(identity -> identity.id() == id)
                .findFirst()
                .orElseThrow()
                .kind();
    }

    /** An index refuses what is too long for it, and a shard must not wait for ever for what a suspect has written. */
    @Test
    void whateverAnOutsiderIsCalledItIsKept() {
        String name = IntStream.range(0, 1_900)
                .mapToObj(n -> Character.toString(0x4e00 + (n * 7_919) % 20_000))
                .collect(Collectors.joining());
        String policy = "{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":"
                + "\\\"arn:aws:iam::999988887777:user/" + name + "\\\"}}}";
        String made = attack.calls
                .get(1)
                .json()
                .replace("\"eventSource\":\"sts.amazonaws.com\"", "\"eventSource\":\"iam.amazonaws.com\"")
                .replace("\"eventName\":\"GetCallerIdentity\"", "\"eventName\":\"UpdateAssumeRolePolicy\"")
                .replace(
                        "\"requestParameters\":{}",
                        "\"requestParameters\":{\"roleName\":\"door\",\"policyDocument\":\"" + policy + "\"}");
        long incident = open(Follow.FULL);
        play(List.of(new ThreeHops.Call("c1", made, Set.of(), Set.of())));
        assertThat(found(incident)).containsExactly("c1");
        assertThat(following.lineage(incident).identities())
                .filteredOn(identity -> identity.kind().equals("outsider"))
                .singleElement()
                .satisfies(outsider -> assertThat(outsider.value()).contains(name));
    }

    @Test
    void whateverIsShuffledDoubledOrMissingOnlyWhatAChainOfProofsReachesIsFollowed() {
        Random random = new Random(4);
        for (int n = 0; n < CASES; n++) {
            ThreeHops each = new ThreeHops();
            List<ThreeHops.Call> present = new ArrayList<>(each.calls);
            present.removeIf(call -> random.nextInt(5) == 0);
            List<ThreeHops.Call> brought = new ArrayList<>(present);
            present.stream().filter(call -> random.nextInt(4) == 0).forEach(brought::add);
            Collections.shuffle(brought, random);
            long incident = open(each.seed, Follow.FULL);
            play(brought);
            assertThat(found(incident)).as("case %d", n).isEqualTo(ThreeHops.expected(present, each.seed));
            assertEverybodyIsReached(following.lineage(incident));
        }
    }

    private static void assertEverybodyIsReached(LineageView lineage) {
        Set<Long> reached = lineage.identities().stream()
                .filter(identity -> identity.relation().equals("suspect"))
                .map(LineageView.Identity::id)
                .collect(Collectors.toSet());
        boolean more = true;
        while (more) {
            more = reached.addAll(lineage.issuances().stream()
                    .filter(hop -> reached.contains(hop.from()))
                    .map(LineageView.Hop::to)
                    .toList());
        }
        assertThat(lineage.identities()).extracting(LineageView.Identity::id).allMatch(reached::contains);
    }

    private int index(String id) {
        for (int i = 0; i < attack.calls.size(); i++) {
            if (attack.calls.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException(id);
    }

    private long open(Follow follow) {
        return open(attack.seed, follow);
    }

    private long open(String key, Follow follow) {
        return following.open(follow, Suspect.of("access-key", key, null));
    }

    private void follow(long incident, Follow follow) {
        incidents.change(
                Actor.STAKEOUT,
                incident,
                new Incidents.Change(Optional.empty(), Optional.of(follow), Optional.empty()));
        following.settle();
    }

    private void play(List<ThreeHops.Call> calls) {
        following.playRecords(calls.stream().map(ThreeHops.Call::json).toList(), 1);
    }

    /** The calls in the room, by their names in the attack. */
    private Set<String> found(long incident) {
        return timeline.activities(Actor.STAKEOUT, incident, 0, 500, ActivityFilter.of(Map.of())).entries().stream()
                .map(line -> name(line.json()))
                .collect(Collectors.toSet());
    }

    private static String name(String json) {
        try {
            String id = JSON.readTree(json).path("eventId").asText();
            return id.substring(0, id.lastIndexOf('-'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
