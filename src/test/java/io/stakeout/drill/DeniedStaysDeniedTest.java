package io.stakeout.drill;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever is allowed beside it, an explicit deny refuses from the moment that it has propagated until its removal has;
 * and nothing else refuses. Many sequences of changes are tried on one cloud; what must come of them is known from
 * {@link StandingDenials}, which only remembers what was put where and when.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html">The
 *     difference between explicit and implicit denies</a>
 */
class DeniedStaysDeniedTest {

    /** One cloud for all tries; it opens with the first of them. */
    private static final class Stage {
        static final DenialBench BENCH = new DenialBench();
    }

    /** What is done with a shelf, or beside all of them. */
    enum Kind {
        PUT,
        CLEAR,
        SWITCH_VERSION,
        NOISE
    }

    /** A change, and how much time passes after it. */
    record Change(Kind kind, int shelf, Wording wording, Duration pause) {}

    @AfterContainer
    static void close() {
        Stage.BENCH.close();
    }

    @Property(tries = 60)
    void aDenyIsFeltFromItsPropagationUntilThatOfItsRemoval(@ForAll("changes") List<Change> changes) {
        DenialBench bench = Stage.BENCH;
        bench.reset();
        for (Change change : changes) {
            carryOut(change, bench);
            bench.pass(change.pause());
            bench.assertCallsAreAnsweredAsTheyMust();
        }
        bench.assertReadsShowAll();
        bench.settle();
        bench.assertCallsAreAnsweredAsTheyMust();
    }

    private static void carryOut(Change change, DenialBench bench) {
        switch (change.kind()) {
            case PUT -> bench.put(change.shelf(), change.wording());
            case CLEAR -> bench.clear(change.shelf());
            case SWITCH_VERSION -> bench.switchVersion();
            case NOISE -> bench.createUser();
        }
        if (change.kind() == Kind.PUT || change.kind() == Kind.CLEAR) {
            bench.assertReadsShow(change.shelf());
        } else {
            bench.assertReadsShowVersionAndUsers();
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.PUT),
                Tuple.of(3, Kind.CLEAR),
                Tuple.of(1, Kind.SWITCH_VERSION),
                Tuple.of(1, Kind.NOISE));
        Arbitrary<Duration> pauses = Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.of(0, 3_999, 4_000, 4_001)),
                        Tuple.of(3, Arbitraries.integers().between(0, 10_000)))
                .map(Duration::ofMillis);
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, DenialBench.SHELVES - 1),
                        Arbitraries.of(Wording.class),
                        pauses)
                .as(Change::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }
}
