package io.stakeout.containment.guard;

import java.math.BigDecimal;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import static io.stakeout.containment.guard.Situation.ACCOUNT;
import static io.stakeout.containment.guard.Situation.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds of the caps whatever the numbers are. */
class CapLawsTest {

    @Property
    void nothingPassesThatIsMoreThanEachCapAllows(
            @ForAll @IntRange(min = 1, max = 12) int cut,
            @ForAll @IntRange(max = 30) int reserved,
            @ForAll @IntRange(max = 30) int inForce,
            @ForAll @IntRange(max = 12) int absolute,
            @ForAll @IntRange(max = 30) int perHour,
            @ForAll @DoubleRange(max = 100) double percent,
            @ForAll @IntRange(max = 400) int all,
            @ForAll @IntRange(max = 24) int hours) {
        Situation s = cutting(cut);
        s.reserved.put(ACCOUNT, reserved);
        s.inForce.put(ACCOUNT, inForce);
        s.census.put(ACCOUNT, new Facts.Census(hours, all));
        s.limits = new Facts.Limits(absolute, perHour, percent);

        assertThat(passes(s, "cap-absolute")).isEqualTo(cut <= absolute);
        assertThat(passes(s, "cap-per-hour")).isEqualTo(cut + reserved <= perHour);
        boolean share = share(cut + inForce, percent, all);
        assertThat(passes(s, "cap-percent")).isEqualTo(hours >= 6 && all > 0 && share);
    }

    private static boolean share(int cut, double percent, int all) {
        BigDecimal wholes = new BigDecimal(Double.toString(percent)).multiply(BigDecimal.valueOf(all));
        boolean within = BigDecimal.valueOf(100L * cut).compareTo(wholes) <= 0;
        return percent > 0 && (within || cut == 1);
    }

    @Property
    void zeroMeansZero(@ForAll @IntRange(min = 1, max = 8) int cut, @ForAll @IntRange(max = 100_000) int all) {
        Situation s = cutting(cut);
        s.census.put(ACCOUNT, new Facts.Census(24, all));
        s.limits = new Facts.Limits(0, 0, 0);

        assertThat(passes(s, "cap-absolute")).isFalse();
        assertThat(passes(s, "cap-per-hour")).isFalse();
        assertThat(passes(s, "cap-percent")).isFalse();
    }

    @Property
    void aLargerAccountOrLimitNeverAllowsLess(
            @ForAll @DoubleRange(max = 200) double percent,
            @ForAll @DoubleRange(max = 50) double more,
            @ForAll @IntRange(max = 10_000) int all,
            @ForAll @IntRange(max = 1_000) int others) {
        assertThat(CapPercent.allowed(percent + more, all)).isGreaterThanOrEqualTo(CapPercent.allowed(percent, all));
        assertThat(CapPercent.allowed(percent, all + others)).isGreaterThanOrEqualTo(CapPercent.allowed(percent, all));
    }

    @Property
    void onlyOneIsAllowedBeyondTheShare(
            @ForAll @DoubleRange(max = 100) double percent, @ForAll @IntRange(max = 10_000) int all) {
        long allowed = CapPercent.allowed(percent, all);

        assertThat(allowed).isLessThanOrEqualTo((long) Math.max(1, Math.ceil(percent * all / 100)));
        assertThat(allowed == 0).isEqualTo(percent == 0);
    }

    private static Situation cutting(int count) {
        Situation s = new Situation();
        for (int n = 0; n < count; n++) {
            s.denying(Situation.user("user-" + n), EVERYBODY);
        }
        return s;
    }

    private static boolean passes(Situation s, String guardrail) {
        return s.verdict(guardrail).outcome() == Verdict.Outcome.PASS;
    }
}
