package io.stakeout.containment.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which share of an account's users and roles may be under containment at once, of those that were active in the day
 * before the incident: those of the incident itself don't make the account larger. Whoever doesn't know how large the
 * account is doesn't cut: caps that take an unknown or empty whole for "no limit" don't bite (Cloud Custodian's
 * max-resources-percent skips its check then: https://github.com/cloud-custodian/cloud-custodian, {@code c7n/query.py}).
 */
final class CapPercent implements Guardrail {

    /** Less of a day isn't enough to know who uses an account: an office that has just opened looks empty. */
    static final int FEWEST_HOURS = 6;

    @Override
    public String id() {
        return "cap-percent";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        List<String> said = new ArrayList<>();
        for (Map.Entry<String, Integer> cut : Targets.of(proposal).byAccount().entrySet()) {
            Verdict verdict = ofAccount(cut.getKey(), cut.getValue(), proposal, facts);
            if (verdict.outcome() != Verdict.Outcome.PASS) {
                return verdict;
            }
            said.add(verdict.text());
        }
        return Verdict.pass(id(), said.isEmpty() ? "It cuts nobody." : String.join(" ", said));
    }

    private Verdict ofAccount(String account, int cut, Proposal proposal, Facts facts) {
        Optional<Facts.Census> known = Optional.ofNullable(facts.census().get(account))
                .filter(census -> census.hours() >= FEWEST_HOURS && census.principals() > 0);
        if (known.isEmpty()) {
            int hours = Optional.ofNullable(facts.census().get(account))
                    .map(Facts.Census::hours)
                    .orElse(0);
            return Verdict.refused(
                    id(),
                    "How many users and roles account " + account + " has in use isn't known: " + hours
                            + " of the 24 hours before the incident were seen, " + FEWEST_HOURS + " are needed.",
                    Causes.in(proposal, account));
        }
        int all = known.get().principals();
        long together = (long) cut + Math.max(0, facts.inForce().getOrDefault(account, 0));
        double percent = facts.limits().percent();
        String text = "Account " + account + ": " + together + " of " + Words.principals(all) + " = "
                + number(100.0 * together / all) + " %, limit " + number(percent) + " %" + floor(percent, all) + ".";
        return together > allowed(percent, all)
                ? Verdict.refused(id(), text, Causes.in(proposal, account))
                : Verdict.pass(id(), text);
    }

    /** Rounded down, but one may always be cut unless the limit is 0. What is no number is 0. */
    static long allowed(double percent, int all) {
        if (!(percent > 0) || Double.isInfinite(percent)) {
            return 0;
        }
        // exact: 29 % of 100 would be 28.999… in binary
        return Math.max(
                1,
                new BigDecimal(Double.toString(percent))
                        .multiply(BigDecimal.valueOf(all))
                        .movePointLeft(2)
                        .setScale(0, RoundingMode.DOWN)
                        .longValue());
    }

    private static String floor(double percent, int all) {
        boolean lifted = percent > 0 && percent * all < 100;
        return lifted ? " (one is always allowed)" : "";
    }

    private static String number(double value) {
        return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
