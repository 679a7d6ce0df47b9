package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

import io.stakeout.drill.policy.RandomPolicies.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds whatever the policies say. */
class EvaluatorLawsTest {

    /** Matches none of the requests. */
    private static final Line ELSEWHERE = new Line("Deny", "\"Action\":\"sqs:*\"", "\"Resource\":\"*\"", "");

    private static final String ACCOUNT = "111122223333";
    private static final String ROLE = "arn:aws:iam::111122223333:role/a";
    private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/a/s";

    /** Two policies of the role, a boundary, a session policy, a service control policy, and one of the resource. */
    record Setting(List<List<Line>> policies, String named, boolean limited) {

        Applicable applicable() {
            Applicable grants = Applicable.none()
                    .withIdentity(
                            List.of(RandomPolicies.identity(policies.get(0)), RandomPolicies.identity(policies.get(1))))
                    .withResource(RandomPolicies.ofResource(policies.get(5), named));
            return limited
                    ? grants.withBoundary(RandomPolicies.identity(policies.get(2)))
                            .withSession(List.of(RandomPolicies.identity(policies.get(3))))
                            .withServiceControl(List.of(List.of(RandomPolicies.identity(policies.get(4)))))
                    : grants;
        }

        Setting with(int at, List<Line> policy) {
            List<List<Line>> changed = new ArrayList<>(policies);
            changed.set(at, policy);
            return new Setting(changed, named, limited);
        }
    }

    @Property
    void aDenyMoreNeverAllowsMore(
            @ForAll("settings") Setting setting,
            @ForAll("lines") Line line,
            @ForAll("places") int place,
            @ForAll("requests") Request request) {
        List<Line> longer = new ArrayList<>(setting.policies().get(place));
        longer.add(line.denying());

        Statistics.label("allowed at first")
                .collect(allowed(setting, request))
                .coverage(share -> share.check(true).percentage(percent -> percent > 5));
        assertNoMore(setting.with(place, longer), setting, request);
    }

    @Property
    void anAllowLessNeverAllowsMore(
            @ForAll("settings") Setting setting,
            @ForAll("places") int place,
            @ForAll @IntRange(max = 3) int which,
            @ForAll("requests") Request request) {
        List<Line> weaker = new ArrayList<>(setting.policies().get(place));
        int at = which % weaker.size();
        if (weaker.get(at).effect().equals("Allow")) {
            weaker.set(at, ELSEWHERE);
        }

        assertNoMore(setting.with(place, weaker), setting, request);
    }

    @Property
    void theOrderOfStatementsAndPoliciesDoesNotMatter(
            @ForAll("settings") Setting setting,
            @ForAll("places") int place,
            @ForAll long seed,
            @ForAll("requests") Request request) {
        List<Line> shuffled = new ArrayList<>(setting.policies().get(place));
        Collections.shuffle(shuffled, new Random(seed));
        List<List<Line>> swapped = new ArrayList<>(setting.with(place, shuffled).policies());
        Collections.swap(swapped, 0, 1);
        Setting other = new Setting(swapped, setting.named(), setting.limited());

        assertThat(decide(other, request)).isEqualTo(decide(setting, request));
    }

    @Property
    void aDenyThatDoesNotMatchChangesNothing(
            @ForAll("settings") Setting setting, @ForAll("places") int place, @ForAll("requests") Request request) {
        List<Line> longer = new ArrayList<>(setting.policies().get(place));
        longer.add(ELSEWHERE);

        assertThat(decide(setting.with(place, longer), request)).isEqualTo(decide(setting, request));
    }

    @Property
    void boundarySessionPolicyAndServiceControlPolicyOnlyReduce(
            @ForAll("settings") Setting setting, @ForAll("requests") Request request) {
        Setting limited = new Setting(setting.policies(), setting.named(), true);
        Setting free = new Setting(setting.policies(), setting.named(), false);

        assertNoMore(limited, free, request);
    }

    @Property
    void aPolicyThatDeniesAllLeavesNothing(
            @ForAll("settings") Setting setting,
            @ForAll("identityPlaces") int place,
            @ForAll("requests") Request request) {
        List<Line> denyAll = List.of(new Line("Deny", "\"Action\":\"*\"", "\"Resource\":\"*\"", ""));

        assertThat(allowed(setting.with(place, denyAll), request)).isFalse();
    }

    @Provide
    Arbitrary<Setting> settings() {
        return Combinators.combine(
                        RandomPolicies.policies().list().ofSize(6),
                        Arbitraries.of(ACCOUNT, ROLE, SESSION, "*", "444455556666"),
                        Arbitraries.of(true, false))
                .as(Setting::new);
    }

    @Provide
    Arbitrary<Line> lines() {
        return RandomPolicies.lines();
    }

    @Provide
    Arbitrary<Request> requests() {
        return RandomPolicies.requests();
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 5);
    }

    @Provide
    Arbitrary<Integer> identityPlaces() {
        return Arbitraries.integers().between(0, 1);
    }

    private static void assertNoMore(Setting after, Setting before, Request request) {
        assertThat(allowed(after, request) && !allowed(before, request))
                .as("allowed now, and not before")
                .isFalse();
    }

    private static boolean allowed(Setting setting, Request request) {
        return decide(setting, request) instanceof Decision.Allowed;
    }

    private static Decision decide(Setting setting, Request request) {
        Principal session = Principal.roleSession(ACCOUNT, ROLE, SESSION, "AROAEXAMPLE:s");
        return Evaluator.decide(session, request, setting.applicable(), CredentialKind.ROLE_SESSION);
    }
}
