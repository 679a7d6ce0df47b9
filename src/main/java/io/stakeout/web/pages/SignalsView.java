package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.stakeout.cloudtrail.Text;
import io.stakeout.signal.Outcome;
import io.stakeout.signal.SignalView;

/** The newest signals. */
public record SignalsView(List<Row> rows, SignalExample example) {

    /** The most that one page lists; the rest is in the API. */
    static final int MOST = 200;

    private static final int MOST_TITLE = 300;

    /**
     * A signal.
     *
     * @param how what it is known for: sample, no longer active, told several times
     */
    public record Row(
            long id,
            String outcome,
            boolean loud,
            String title,
            String type,
            String source,
            int score,
            String whom,
            String why,
            String how,
            Optional<Long> incident,
            Optional<String> verdict,
            Instant lastSeen) {

        static Row of(SignalView view) {
            return new Row(
                    view.id(),
                    view.outcome().id().toUpperCase(Locale.ROOT),
                    view.outcome() == Outcome.OPENED,
                    Text.shown(view.title(), MOST_TITLE),
                    view.type(),
                    view.source(),
                    view.score(),
                    whom(view.suspects()),
                    view.why(),
                    how(view),
                    view.incident(),
                    view.verdict(),
                    view.lastSeen());
        }

        private static String whom(List<String> suspects) {
            if (suspects.isEmpty()) {
                return "nobody who can be watched";
            }
            return suspects.get(0) + (suspects.size() > 1 ? " and %d more".formatted(suspects.size() - 1) : "");
        }

        private static String how(SignalView view) {
            String signed = switch (view.trust()) {
                case "stream" -> "from the stream, unsigned";
                case "reread" -> "confirmed by its service";
                default -> view.trust();
            };
            return signed
                    + (view.count() > 1 ? ", told %d times".formatted(view.count()) : "")
                    + (view.sample() ? ", a sample" : "")
                    + (view.active() ? "" : ", no longer active");
        }
    }

    static SignalsView of(List<SignalView> newest, SignalExample example) {
        return new SignalsView(newest.stream().map(Row::of).toList(), example);
    }

    public boolean empty() {
        return rows.isEmpty();
    }

    public boolean full() {
        return rows.size() >= MOST;
    }
}
