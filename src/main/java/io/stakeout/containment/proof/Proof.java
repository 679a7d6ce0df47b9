package io.stakeout.containment.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A cut before its judge: the clock, and what else is known. Pure: the same says the same.
 *
 * @param start from when on no call may succeed
 * @param now when it is judged
 */
record Proof(QuietClock clock, Evidence evidence, Terms terms, Instant start, Instant now) {

    /** What was read longer ago than this proves nothing of now. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    Proof {
        Objects.requireNonNull(clock);
        Objects.requireNonNull(evidence);
        Objects.requireNonNull(terms);
        Objects.requireNonNull(start);
        Objects.requireNonNull(now);
    }

    /** Of a cut: what goes against it counts first, then what can't be seen, then the window. */
    Finding finding() {
        List<String> against = against();
        if (!against.isEmpty()) {
            return new Finding(Finding.Kind.CONTESTED, String.join(" ", against));
        }
        if (!evidence.tampering().isEmpty()) {
            return unproven("Somebody touched what feeds this room, so silence proves nothing: "
                    + evidence.tampering().get(0));
        }
        if (clock.places().isEmpty()) {
            return neverSeen();
        }
        List<Place> silent = clock.silent(now, terms.unprovenAfter());
        if (!silent.isEmpty()) {
            return unproven("Nothing of others has come for " + words(terms.unprovenAfter()) + " by "
                    + silent.get(0).text() + more(silent.size() - 1) + ": the clock stands still until it goes on.");
        }
        return reached() && freshlyRead() && evidence.holds()
                ? new Finding(Finding.Kind.VERIFIED, text())
                : new Finding(Finding.Kind.WATCHING, text());
    }

    /** Of an undoing: only that AWS holds what was there before. */
    Finding undone() {
        if (isOfThisCut() && evidence.broken().isPresent()) {
            return new Finding(
                    Finding.Kind.CONTESTED, readBack(evidence.broken().get()));
        }
        return freshlyRead() && evidence.holds()
                ? new Finding(Finding.Kind.VERIFIED, "Read back: everything is as it was before.")
                : new Finding(Finding.Kind.WATCHING, "Not read back yet.");
    }

    private List<String> against() {
        List<String> against = new ArrayList<>();
        if (evidence.calls().succeeding() > 0) {
            against.add(count(evidence.calls().succeeding(), "call") + " succeeded after the cut, the last one at "
                    + evidence.calls().lastSuccess().map(Instant::toString).orElse("an unknown time") + ".");
        }
        evidence.sessions().stream().findFirst().ifPresent(against::add);
        evidence.moves().stream().findFirst().ifPresent(against::add);
        evidence.broken().filter(line -> isOfThisCut()).ifPresent(line -> against.add(readBack(line)));
        return against;
    }

    private static String readBack(ReadBackLine line) {
        return "Read back, step " + line.n() + ": " + line.text();
    }

    private Finding neverSeen() {
        boolean late = start.plus(terms.unprovenAfter()).isBefore(now);
        String text = "No lane has shown this suspect, so none can show its silence.";
        return late ? unproven(text) : new Finding(Finding.Kind.WATCHING, text);
    }

    private static Finding unproven(String text) {
        return new Finding(Finding.Kind.UNPROVEN, text);
    }

    private boolean reached() {
        return clock.quiet().compareTo(terms.window()) >= 0;
    }

    /** What was read before the steps were put back is about the time before. */
    private boolean isOfThisCut() {
        return evidence.readBackAt().filter(at -> !at.isBefore(start)).isPresent();
    }

    private boolean freshlyRead() {
        return isOfThisCut()
                && evidence.readBackAt()
                        .filter(at -> at.plus(FRESH).isAfter(now))
                        .isPresent();
    }

    /**
     * Whether AWS should be asked what it holds: once when the cut should have spread, after each counter-move, and when
     * everything else is proved. Not more often: the suspect may see these calls.
     */
    boolean wantsReading(Case cut) {
        if (now.isBefore(start)) {
            return false;
        }
        boolean moved = evidence.lastMove()
                .filter(move -> evidence.readBackAt().map(move::isAfter).orElse(true))
                .isPresent();
        return !isOfThisCut() || moved || isAllThatLacks(cut);
    }

    private boolean isAllThatLacks(Case cut) {
        if (cut.state().equals(Case.VERIFIED) || freshlyRead()) {
            return false;
        }
        return cut.undo() || reached() && finding().kind() == Finding.Kind.WATCHING;
    }

    /** For example "0 succeeding, 14 denied (watched 6 min of 30)", and what the plan leaves open, so that green hides none. */
    private String text() {
        return String.format(
                Locale.ROOT,
                "%d succeeding, %d denied (watched %d min of %d)%s",
                evidence.calls().succeeding(),
                evidence.calls().denied(),
                clock.quiet().toMinutes(),
                terms.window().toMinutes(),
                evidence.calls().leftOpen().text());
    }

    /** The numbers, and the reason where they alone don't say it. */
    String text(Finding finding) {
        return finding.text().equals(text()) ? text() : text() + ". " + finding.text();
    }

    private static String words(Duration time) {
        return time.toMinutes() == 0 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    private static String more(int others) {
        return others == 0 ? "" : " and " + count(others, "other");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
