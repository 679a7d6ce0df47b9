package io.stakeout.signal.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.stakeout.cloudtrail.Text;
import io.stakeout.watch.Suspect;

/**
 * The body of the risk webhook: {@code io/stakeout/signal/risk.schema.json} says what it looks like. Strict, since whoever
 * writes it can be told: what isn't known is refused, and all that is wrong is said at once.
 */
public final class RiskBody {

    /** Room for every member at its longest, each character escaped. */
    public static final int MAX_BYTES = 512 * 1024;

    static final String DETAIL_TYPE = "risk";

    private static final int MAX_SOURCE = 64;
    private static final int MAX_ID = 200;
    private static final int MAX_REASON = 2_000;
    private static final int MAX_EVIDENCE = 50;
    private static final int MAX_LINE = 500;
    private static final int MAX_OWNER = 200;
    private static final Duration AHEAD = Duration.ofHours(24);

    /** Names that begin with {@code aws} are those of AWS's own services. */
    private static final Pattern SOURCE = Pattern.compile("(?![Aa][Ww][Ss])[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final Pattern NO_CONTROLS = Pattern.compile("[^\\x00-\\x1f\\x7f]*");
    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

    /** What became of a body. */
    public sealed interface Outcome {}

    public record Accepted(Signal signal) implements Outcome {}

    /** @param errors one to ten lines, each beginning with the member that it is about */
    public record Refused(List<String> errors) implements Outcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    private RiskBody() {}

    /**
     * Reads a body.
     *
     * @param utf8 as it was sent
     * @param now by which a moment in the future is recognised
     */
    public static Outcome read(byte[] utf8, Instant now) {
        Complaints complaints = new Complaints();
        try {
            Optional<Signal> signal = read(new Members(Document.strict(utf8, MAX_BYTES), "", complaints), now);
            return signal.filter(read -> complaints.none())
                    .<Outcome>map(Accepted::new)
                    .orElseGet(() -> new Refused(complaints.all()));
        } catch (UnreadableJson e) {
            return new Refused(List.of("body: " + e.getMessage()));
        }
    }

    /** Every member is read, so that every error is found. */
    private static Optional<Signal> read(Members body, Instant now) {
        body.only(Set.of("source", "id", "score", "principal", "reason", "evidence", "observedAt", "owner"));
        Optional<String> source =
                body.text("source", MAX_SOURCE, SOURCE, "letters, digits and . _ -, not beginning with aws");
        Optional<String> id = body.text("id", MAX_ID, NO_CONTROLS, "text without control characters");
        Optional<Integer> score = body.score("score");
        Optional<Suspect> principal = RiskPrincipal.read(body);
        Optional<String> reason = body.text("reason", MAX_REASON, ANY, "text");
        List<String> evidence = body.lines("evidence", MAX_EVIDENCE, MAX_LINE);
        Optional<Instant> observedAt = body.moment("observedAt", now.plus(AHEAD));
        Optional<String> owner = body.has("owner") ? body.text("owner", MAX_OWNER, ANY, "text") : Optional.empty();
        boolean whole = source.isPresent() && id.isPresent() && score.isPresent() && principal.isPresent();
        return whole && reason.isPresent() && observedAt.isPresent()
                ? Optional.of(signal(
                        source.get(),
                        id.get(),
                        score.get(),
                        principal.get(),
                        reason.get(),
                        evidence,
                        observedAt,
                        owner))
                : Optional.empty();
    }

    private static Signal signal(
            String source,
            String id,
            int score,
            Suspect principal,
            String reason,
            List<String> evidence,
            Optional<Instant> observedAt,
            Optional<String> owner) {
        return new Signal(
                source,
                Ids.bounded(id),
                DETAIL_TYPE,
                DETAIL_TYPE,
                score,
                Text.shown(reason, MAX_REASON),
                List.of(principal),
                Optional.empty(),
                principal.account(),
                Optional.empty(),
                evidence.stream().map(line -> Text.shown(line, MAX_LINE)).toList(),
                observedAt,
                1,
                false,
                true,
                false,
                owner.map(text -> Text.shown(text, MAX_OWNER)),
                Map.of());
    }
}
